import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "primeintellect",
  name: "Prime Intellect",
  homepage: "https://www.primeintellect.ai",
  rentUrl: "https://app.primeintellect.ai/",
  apiUrl: "https://api.primeintellect.ai/api/v1",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://app.primeintellect.ai/dashboard/tokens",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://docs.primeintellect.ai/api-reference",
    evidence: "copied-spec",
    unverified: "primeintellect",
  },
  capabilities: null,
};
