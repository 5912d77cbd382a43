import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "lambda",
  offer: {
    instanceType: "gpu_1x_h100_pcie",
    region: "us-midwest-1",
    tier: null,
    perHour: "3.29",
  },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "/launch$" },
    terminate: { method: "POST", path: "/terminate$" },
    restart: { method: "POST", path: "/restart$" },
  },
  accepted: { terminate: { status: 200, body: { data: { terminated_instances: [] } } } },
};
