import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "cloudrift",
  name: "CloudRift",
  homepage: "https://www.cloudrift.ai",
  rentUrl: "https://console.cloudrift.ai/",
  apiUrl: "https://api.cloudrift.ai/api/v1",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://console.cloudrift.ai/",
  rights: ["menu", "whole", "stopEnds"],
  prices: {
    access: "keyless",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://www.cloudrift.ai/pricing",
    evidence: "copied-spec",
    unverified: "cloudrift",
  },
  capabilities: {
    market: "cloud",
    runtime: "vm",
    naming: "ours",
    stop: true,
    hibernate: "no",
    stoppedBilling: "full",
    isStoppedBillingAssumed: true,
    stoppedDiskMicrosPerGbMonth: 0n,
    runningDiskMicrosPerGbMonth: 0n,
    restart: true,
    spot: "no",
    logs: false,
    volumes: "no",
    image: false,
    diskGb: null,
    ports: false,
    // How long one may be is published nowhere; other clouds take at least this.
    startupScript: { maxBytes: 16_384 },
    sshKey: "required",
    maxGpuCount: 8,
    // A rental whose answer nobody waits for any longer may make its machine for two minutes yet.
    settleMs: 180_000,
    // "Stuck" by its own pages after ten minutes.
    startDeadlineMs: 10 * 60_000,
    usualStartSeconds: [120, 360],
    billingStarts: "running",
    // No document of its API tells the step; its price page is said to count seconds.
    billingUnitSeconds: 60,
    rate: [],
  },
};
