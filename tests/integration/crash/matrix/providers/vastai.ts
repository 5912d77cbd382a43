import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;

export const rented: RentedProvider = {
  id: "vastai",
  offer: { instanceType: "H200/141gb", region: "US", tier: "community", perHour: "4.0811" },
  form: { ports: [22], image: "vastai/base-image:cuda-12.4.1-auto", sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "PUT", path: "/asks/" },
    terminate: { method: "DELETE", path: "/instances/" },
    stop: { method: "PUT", path: "/instances/" },
    start: { method: "PUT", path: "/instances/" },
    restart: { method: "PUT", path: "/instances/reboot/" },
  },
  launchTries: 3,
  billToldToMicros: 1_000n,
  accepted: {
    stop: { status: 200, body: { success: true } },
    terminate: { status: 200, body: { success: true } },
  },
};
