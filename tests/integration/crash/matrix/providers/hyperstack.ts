import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const yes = { status: true, message: "accepted" };

export const rented: RentedProvider = {
  id: "hyperstack",
  offer: { instanceType: "n3-L40x1", region: "NORWAY-1", tier: null, perHour: "1.00672" },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "^/core/virtual-machines$" },
    terminate: { method: "DELETE", path: "^/core/virtual-machines/" },
    stop: { method: "GET", path: "/stop$" },
    start: { method: "GET", path: "/start$" },
    restart: { method: "GET", path: "/hard-reboot$" },
  },
  hasUniqueNames: true,
  endsOnceMade: true,
  accepted: { stop: { status: 200, body: yes }, terminate: { status: 200, body: yes } },
};
