import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "crusoe",
  name: "Crusoe",
  homepage: "https://crusoe.ai",
  rentUrl: "https://crusoe.ai/cloud/pricing",
  apiUrl: "https://api.cloud.crusoe.ai/v1",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "dated",
    refreshEveryMs: 0,
    sourceUrl: "https://crusoe.ai/cloud/pricing",
    evidence: "none",
    unverified: "crusoeTable",
  },
  capabilities: null,
};
