import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "cloudrift",
  name: "CloudRift",
  homepage: "https://www.cloudrift.ai",
  rentUrl: "https://console.cloudrift.ai/",
  apiUrl: "https://api.cloudrift.ai/api/v1",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://www.cloudrift.ai/pricing",
    evidence: "copied-spec",
  },
  capabilities: null,
};
