import type { ProviderMeta } from "../contract";

/** Told on the provider's price page; that it is billed beside a running machine too is assumed. */
const DISK_PER_GB_MONTH = 100_000n;

export const meta: ProviderMeta = {
  id: "jarvislabs",
  name: "JarvisLabs",
  homepage: "https://jarvislabs.ai",
  rentUrl: "https://jarvislabs.ai/",
  apiUrl: "https://backendn.jarvislabs.net",
  hosts: {
    chennai: "https://backendc.jarvislabs.net",
    europe: "https://backendeu.jarvislabs.net",
  },
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://jarvislabs.ai/settings/api-keys",
  rights: ["allOrNothing", "ownKey", "sshKeys"],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://jarvislabs.ai/pricing",
    evidence: "unofficial",
    unverified: "jarvislabs",
  },
  fees: {
    storageMicrosPerGbMonth: DISK_PER_GB_MONTH,
    egressMicrosPerGb: null,
    stopped: "disk",
    sourceUrl: "https://jarvislabs.ai/pricing",
    asOf: "2026-09-20",
  },
  capabilities: {
    market: "cloud",
    // Both kinds are rented; what holds for containers holds for the other, too.
    runtime: "container",
    naming: "ours",
    tiers: ["container", "vm"],
    stop: true,
    hibernate: "no",
    stoppedBilling: "disk",
    stoppedDiskMicrosPerGbMonth: DISK_PER_GB_MONTH,
    runningDiskMicrosPerGbMonth: DISK_PER_GB_MONTH,
    restart: false,
    spot: "fixed",
    logs: false,
    volumes: "no",
    image: false,
    dataPath: "/home",
    diskGb: { min: 100, max: 1_000, default: 100 },
    ports: false,
    sshKey: "required",
    maxGpuCount: 8,
    startMayRename: true,
    // The answer to a launch or a resume is waited for 120 s, and until then nothing is shown of it.
    settleMs: 180_000,
    startDeadlineMs: 15 * 60_000,
    usualStartSeconds: [30, 300],
    billingStarts: "created",
    billingUnitSeconds: 60,
    rate: [],
  },
};
