import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const done = { status: 200, body: { success: true } };

export const rented: RentedProvider = {
  id: "jarvislabs",
  offer: {
    instanceType: "L4",
    region: "india-noida-01",
    tier: "container",
    perHour: "0.44",
  },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "/create$" },
    terminate: { method: "POST", path: "/destroy$" },
    stop: { method: "POST", path: "/pause$" },
    start: { method: "POST", path: "/resume$" },
  },
  accepted: { stop: done, terminate: done },
};
