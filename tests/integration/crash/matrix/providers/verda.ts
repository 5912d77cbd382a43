import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "verda",
  offer: { instanceType: "1A100.22V", region: "FIN-01, FI", tier: null, perHour: "1.79" },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "^/instances$" },
    terminate: { method: "PUT", path: "^/instances$" },
    stop: { method: "PUT", path: "^/instances$" },
    start: { method: "PUT", path: "^/instances$" },
  },
  endsOnceMade: true,
  accepted: { stop: { status: 202 }, terminate: { status: 202 } },
};
