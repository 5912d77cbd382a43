import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "jarvislabs",
  name: "JarvisLabs",
  homepage: "https://jarvislabs.ai",
  rentUrl: "https://jarvislabs.ai/",
  apiUrl: "https://backendn.jarvislabs.net",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://jarvislabs.ai/settings/api-keys",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://jarvislabs.ai/pricing",
    evidence: "unofficial",
    unverified: "jarvislabs",
  },
  capabilities: null,
};
