import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "tensordock",
  offer: {
    instanceType: "rtxa4000-pcie-16gb",
    region: "Joplin, United States",
    tier: "tier 1",
    perHour: "0.193",
  },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "^/instances$" },
    terminate: { method: "DELETE", path: "^/instances/" },
    stop: { method: "POST", path: "/stop$" },
    start: { method: "POST", path: "/start$" },
  },
  accepted: {
    stop: { status: 200, body: { data: { type: "virtualmachine" } } },
    terminate: { status: 200, body: { data: { type: "success" } } },
  },
};
