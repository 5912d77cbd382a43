import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "digitalocean",
  offer: { instanceType: "gpu-h100x1-80gb", region: "nyc2", tier: null, perHour: "4.41" },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "^/droplets$" },
    terminate: { method: "DELETE", path: "^/droplets/" },
    stop: { method: "POST", path: "/actions$" },
    start: { method: "POST", path: "/actions$" },
    restart: { method: "POST", path: "/actions$" },
  },
  unseen: ["restart"],
  failsOff: true,
  accepted: {
    stop: {
      status: 201,
      body: {
        action: {
          id: 1,
          status: "in-progress",
          type: "shutdown",
          started_at: "2026-01-01T00:00:00Z",
          completed_at: null,
        },
      },
    },
    terminate: { status: 204 },
  },
};
