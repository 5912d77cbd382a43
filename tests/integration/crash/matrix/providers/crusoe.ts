import type { RentedProvider } from "../providers";

const sshPublicKey = `ssh-ed25519 ${"A".repeat(68)}`;
const operation = {
  operation_id: "00000000-0000-4000-8000-000000000000",
  state: "IN_PROGRESS",
  metadata: { id: "00000000-0000-4000-8000-000000000001" },
  started_at: "2026-01-01T00:00:00Z",
  completed_at: "",
};

export const rented: RentedProvider = {
  id: "crusoe",
  offer: { instanceType: "l40s-48gb.1x", region: "us-east1-a", tier: null, perHour: "1.5" },
  form: { sshPublicKeys: [sshPublicKey] },
  calls: {
    launch: { method: "POST", path: "/instances$" },
    terminate: { method: "DELETE", path: "/instances/" },
    stop: { method: "PATCH", path: "/instances/" },
    start: { method: "PATCH", path: "/instances/" },
    restart: { method: "PATCH", path: "/instances/" },
  },
  unseen: ["restart"],
  hasUniqueNames: true,
  accepted: { stop: { status: 200, body: { operation } } },
};
