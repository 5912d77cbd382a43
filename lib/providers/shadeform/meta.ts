import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "shadeform",
  name: "Shadeform",
  homepage: "https://www.shadeform.ai",
  rentUrl: "https://platform.shadeform.ai/",
  apiUrl: "https://api.shadeform.ai/v1",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://platform.shadeform.ai/settings/api",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://docs.shadeform.ai/api-reference/instances/instances-types",
    evidence: "official-spec",
    unverified: "shadeform",
  },
  capabilities: null,
};
