import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "tensordock",
  name: "TensorDock",
  homepage: "https://www.tensordock.com",
  rentUrl: "https://dashboard.tensordock.com/",
  apiUrl: "https://dashboard.tensordock.com/api/v2",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://dashboard.tensordock.com/api",
  rights: ["ownToken", "balance"],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://dashboard.tensordock.com/api/docs/fetch-hostnodes",
    evidence: "unofficial",
    unverified: "tensordock",
  },
  capabilities: {
    market: "marketplace",
    runtime: "vm",
    naming: "ours",
    stop: true,
    hibernate: "no",
    stoppedBilling: "full",
    isStoppedBillingAssumed: true,
    stoppedDiskMicrosPerGbMonth: 0n,
    runningDiskMicrosPerGbMonth: 0n,
    restart: false,
    spot: "no",
    logs: false,
    volumes: "no",
    image: false,
    diskGb: null,
    ports: false,
    // A limit is published nowhere; this is the smallest that clouds have.
    startupScript: { maxBytes: 16_384 },
    sshKey: "required",
    maxGpuCount: 8,
    // A create that nobody waits for any longer may make its machine up to two minutes after it was sent.
    settleMs: 180_000,
    startDeadlineMs: 20 * 60_000,
    usualStartSeconds: [60, 300],
    billingStarts: "created",
    // The true step is published nowhere.
    billingUnitSeconds: 1,
    rate: [{ per: "credential", of: "all-calls", calls: 100, everyMs: 60_000 }],
  },
};
