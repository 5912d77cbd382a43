import type { ProviderMeta } from "../contract";

const SMALLEST_DISK_GB = 1;
const LARGEST_DISK_GB = 10_240;
export const USUAL_DISK_GB = 100;
export const LISTED_ON = "2026-08-22";

export const meta: ProviderMeta = {
  id: "crusoe",
  name: "Crusoe",
  alsoSpelled: ["crusoecloud"],
  homepage: "https://crusoe.ai",
  rentUrl: "https://crusoe.ai/cloud/pricing",
  apiUrl: "https://api.cloud.crusoe.ai/v1",
  credentialFields: [
    { name: "accessKeyId", secret: false, pattern: /^[\x21-\x7e]{4,200}$/ },
    { name: "secretKey", secret: true, pattern: /^[A-Za-z0-9_-]{8,300}={0,2}$/ },
    { name: "projectId", secret: false, pattern: /^[A-Za-z0-9-]{4,100}$/ },
  ],
  keyPageUrl: "https://console.crusoecloud.com/security/tokens",
  rights: ["tokens", "project", "ownData"],
  prices: {
    access: "dated",
    refreshEveryMs: 10 * 60_000,
    listedOn: LISTED_ON,
    sourceUrl: "https://crusoe.ai/cloud/pricing",
    evidence: "none",
    unverified: "crusoeTable",
  },
  fees: {
    storageMicrosPerGbMonth: null,
    egressMicrosPerGb: null,
    stopped: "disk",
    sourceUrl:
      "https://support.crusoecloud.com/hc/en-us/articles/48176498638235-FAQ-Billing-for-VMs-in-ERROR-States",
    asOf: "2026-04-27",
  },
  capabilities: {
    market: "cloud",
    runtime: "vm",
    naming: "ours",
    stop: true,
    hibernate: "no",
    stoppedBilling: "disk",
    stoppedDiskMicrosPerGbMonth: 80_000n,
    runningDiskMicrosPerGbMonth: 80_000n,
    restart: true,
    spot: "no",
    logs: false,
    volumes: "no",
    image: false,
    diskGb: { min: SMALLEST_DISK_GB, max: LARGEST_DISK_GB, default: USUAL_DISK_GB },
    clearsLocalDisk: "stop",
    ports: false,
    startupScript: { maxBytes: 16_384 },
    sshKey: "required",
    oneSshKey: true,
    maxGpuCount: 10,
    settleMs: 300_000,
    startDeadlineMs: 20 * 60_000,
    usualStartSeconds: [60, 300],
    billingStarts: "running",
    disksComeFirst: true,
    startingBilling: "disk",
    billingUnitSeconds: 60,
    rate: [],
  },
};
