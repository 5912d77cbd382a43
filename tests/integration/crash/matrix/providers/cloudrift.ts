import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const envelope = (data: object) => ({ version: "2026-09-08", data });

export const rented: RentedProvider = {
  id: "cloudrift",
  offer: {
    instanceType: "rtx59-16c-nr.1",
    region: "us-east-nc-nr-1",
    tier: null,
    perHour: "0.6",
  },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "^/instances/rent$" },
    terminate: { method: "POST", path: "^/instances/terminate$" },
    stop: { method: "POST", path: "^/instances/stop$" },
    start: { method: "POST", path: "^/instances/start$" },
    restart: { method: "POST", path: "^/instances/reset$" },
  },
  unseen: ["restart"],
  accepted: {
    stop: { status: 200, body: envelope({ stopped: [] }) },
    terminate: { status: 200, body: envelope({ terminated: [{}] }) },
  },
};
