import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "primeintellect",
  offer: {
    instanceType: "latitude/vm-a100-1",
    region: "DAL, US",
    tier: "secure_cloud",
    perHour: "0.98",
  },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "^/pods/$" },
    terminate: { method: "DELETE", path: "^/pods/" },
  },
  accepted: { terminate: { status: 200, body: { status: "DELETING" } } },
};
