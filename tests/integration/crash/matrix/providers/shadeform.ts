import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "shadeform",
  offer: {
    instanceType: "lambdalabs/A10",
    region: "us-west-1",
    tier: "vm",
    perHour: "1.29",
  },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "/create$" },
    terminate: { method: "POST", path: "/delete$" },
    restart: { method: "POST", path: "/restart$" },
  },
  unseen: ["restart"],
  accepted: { terminate: { status: 200 } },
};
