import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "vultr",
  offer: { instanceType: "vcg-a100-1c-6g-4vram", region: "ewr", tier: null, perHour: "0.123" },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "^/instances$" },
    terminate: { method: "DELETE", path: "^/instances/" },
    stop: { method: "POST", path: "/halt$" },
    start: { method: "POST", path: "/start$" },
    restart: { method: "POST", path: "/reboot$" },
  },
  unseen: ["restart"],
  accepted: { stop: { status: 204 }, terminate: { status: 204 } },
};
