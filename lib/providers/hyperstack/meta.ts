import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "hyperstack",
  name: "Hyperstack",
  homepage: "https://www.hyperstack.cloud",
  rentUrl: "https://console.hyperstack.cloud/",
  apiUrl: "https://infrahub-api.nexgencloud.com/v1",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://console.hyperstack.cloud/api-keys",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://www.hyperstack.cloud/gpu-pricing",
    evidence: "official-spec",
    unverified: "hyperstack",
  },
  fees: {
    storageMicrosPerGbMonth: null,
    egressMicrosPerGb: null,
    stopped: "full",
    sourceUrl: "https://docs.hyperstack.cloud",
    asOf: "2026-06-17",
  },
  capabilities: null,
};
