import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "primeintellect",
  name: "Prime Intellect",
  homepage: "https://www.primeintellect.ai",
  rentUrl: "https://app.primeintellect.ai/",
  apiUrl: "https://api.primeintellect.ai/api/v1",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://app.primeintellect.ai/dashboard/tokens",
  rights: ["instances", "sshKeys", "personal", "disk"],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://docs.primeintellect.ai/api-reference",
    evidence: "copied-spec",
    unverified: "primeintellect",
  },
  capabilities: {
    market: "broker",
    // Machines of RunPod are containers behind it (`sellsContainers`); all other clouds give whole machines.
    runtime: "vm",
    naming: "ours",
    stop: false,
    hibernate: "no",
    stoppedBilling: "cannot-stop",
    stoppedDiskMicrosPerGbMonth: 0n,
    runningDiskMicrosPerGbMonth: 0n,
    restart: false,
    // Spot rows are listed, but a launch has no word that asks for one.
    spot: "no",
    logs: false,
    volumes: "at-launch",
    image: false,
    diskGb: null,
    ports: false,
    sshKey: "required",
    oneSshKey: true,
    maxGpuCount: 8,
    settleMs: 90_000,
    startDeadlineMs: 30 * 60_000,
    usualStartSeconds: [60, 900],
    billingStarts: "created",
    // The true step is published nowhere.
    billingUnitSeconds: 60,
    rate: [],
  },
};
