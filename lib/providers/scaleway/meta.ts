import type { ProviderMeta } from "../contract";

/** Gigabytes of block storage that a machine's system lies on. */
export const DISK_GB = { min: 100, max: 10_000, default: 125 } as const;

/** 0.000118 euros per GB and hour, in dollars at the rate of 6 October 2026. */
const DISK_MICROS_PER_GB_MONTH = 97_071n;

/** Prices come from the product catalogue, which tells no stock. */
export const meta: ProviderMeta = {
  id: "scaleway",
  name: "Scaleway",
  homepage: "https://www.scaleway.com",
  rentUrl: "https://www.scaleway.com/en/gpu-instances/",
  apiUrl: "https://api.scaleway.com",
  credentialFields: [
    { name: "secretKey", secret: true, pattern: /^[\x21-\x7e]{10,200}$/ },
    { name: "projectId", secret: false, pattern: /^[A-Za-z0-9_-]{8,100}$/ },
  ],
  keyPageUrl: "https://console.scaleway.com/iam/api-keys",
  rights: ["application", "project", "quota"],
  prices: {
    access: "keyless",
    refreshEveryMs: 30 * 60_000,
    sourceUrl: "https://www.scaleway.com/en/pricing/gpu/",
    evidence: "unofficial",
    unverified: "scaleway",
  },
  fees: {
    storageMicrosPerGbMonth: DISK_MICROS_PER_GB_MONTH,
    egressMicrosPerGb: null,
    stopped: "disk",
    sourceUrl: "https://www.scaleway.com/en/pricing/storage/",
    asOf: "2026-10-06",
  },
  capabilities: {
    market: "cloud",
    runtime: "vm",
    naming: "ours",
    stop: true,
    hibernate: "no",
    stoppedBilling: "disk",
    stoppedDiskMicrosPerGbMonth: DISK_MICROS_PER_GB_MONTH,
    runningDiskMicrosPerGbMonth: DISK_MICROS_PER_GB_MONTH,
    restart: true,
    spot: "no",
    logs: false,
    volumes: "no",
    image: false,
    diskGb: DISK_GB,
    ports: false,
    startupScript: { maxBytes: 65_536 },
    sshKey: "required",
    maxGpuCount: 8,
    settleMs: 90_000,
    startDeadlineMs: 15 * 60_000,
    usualStartSeconds: [30, 180],
    billingStarts: "created",
    disksComeFirst: true,
    billingUnitSeconds: 60,
    rate: [],
  },
};
