import type { ProviderMeta } from "../contract";

const pattern = /^[\x21-\x7e]{8,300}$/;

/** Called DataCrunch until November 2025. */
export const meta: ProviderMeta = {
  id: "verda",
  name: "Verda",
  alsoSpelled: ["datacrunch"],
  homepage: "https://verda.com",
  rentUrl: "https://console.verda.com/",
  apiUrl: "https://api.verda.com/v1",
  credentialFields: [
    { name: "clientId", secret: false, pattern },
    { name: "clientSecret", secret: true, pattern },
  ],
  keyPageUrl: "https://console.verda.com/dashboard/keys",
  rights: ["ownKey", "bothHalves"],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://verda.com/pricing",
    evidence: "unofficial",
    unverified: "verda",
  },
  capabilities: {
    market: "cloud",
    runtime: "vm",
    naming: "ours",
    stop: true,
    hibernate: "while-stopped",
    hibernatedBilling: "disk",
    stoppedBilling: "full",
    isStoppedBillingAssumed: true,
    stoppedDiskMicrosPerGbMonth: 0n,
    runningDiskMicrosPerGbMonth: 0n,
    restart: false,
    spot: "fixed",
    logs: false,
    volumes: "any-time",
    image: false,
    diskGb: null,
    ports: false,
    sshKey: "required",
    maxGpuCount: 8,
    settleMs: 90_000,
    startDeadlineMs: 30 * 60_000,
    usualStartSeconds: [60, 300],
    billingStarts: "created",
    // The true step is published nowhere.
    billingUnitSeconds: 1,
    rate: [],
  },
};
