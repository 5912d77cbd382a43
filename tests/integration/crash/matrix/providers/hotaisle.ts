import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "hotaisle",
  offer: {
    instanceType: "vm-1xMI300X-13c-224g-12288d",
    region: "us-michigan-1",
    tier: "vm",
    perHour: "2.99",
  },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "/virtual_machines/$" },
    terminate: { method: "DELETE", path: "/virtual_machines/" },
    stop: { method: "POST", path: "/shutdown/$" },
    start: { method: "POST", path: "/start/$" },
    restart: { method: "POST", path: "/reboot/$" },
  },
  unseen: ["restart"],
  accepted: { stop: { status: 204 }, terminate: { status: 204 } },
};
