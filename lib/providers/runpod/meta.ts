import type { ProviderMeta } from "../contract";
import { DISK_RUNNING_PER_GB_MONTH, DISK_STOPPED_PER_GB_MONTH } from "./disk-prices";

export const meta: ProviderMeta = {
  id: "runpod",
  name: "RunPod",
  homepage: "https://www.runpod.io",
  rentUrl: "https://console.runpod.io/deploy",
  apiUrl: "https://api.runpod.io/v2",
  hosts: { open: "https://api.runpod.io/graphql" },
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,200}$/ }],
  keyPageUrl: "https://console.runpod.io/user/settings",
  rights: ["restricted", "podsWrite", "nothingElse"],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://www.runpod.io/pricing",
    evidence: "official-spec",
    unverified: "runpod",
  },
  capabilities: {
    runtime: "container",
    naming: "ours",
    stop: true,
    stoppedBilling: "disk",
    stoppedDiskMicrosPerGbMonth: DISK_STOPPED_PER_GB_MONTH,
    runningDiskMicrosPerGbMonth: DISK_RUNNING_PER_GB_MONTH,
    restart: true,
    image: true,
    diskGb: { min: 10, max: 1000, default: 40 },
    ports: true,
    sshKey: "optional",
    maxGpuCount: 8,
    settleMs: 90_000,
    startDeadlineMs: 15 * 60_000,
    usualStartSeconds: [20, 180],
    billingStarts: "created",
  },
};
