import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const task = { id: "accepted", description: "server_poweroff", status: "pending" };

export const rented: RentedProvider = {
  id: "scaleway",
  // 2.8665 euros at the rate the twin bills in dollars at.
  offer: { instanceType: "H100-1-80G", region: "fr-par-2", tier: null, perHour: "3.230259" },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "/servers$" },
    terminate: { method: "POST", path: "/action$" },
    stop: { method: "POST", path: "/action$" },
    start: { method: "POST", path: "/action$" },
    restart: { method: "POST", path: "/action$" },
  },
  accepted: {
    stop: { status: 200, body: { task } },
    terminate: { status: 200, body: { task } },
  },
};
