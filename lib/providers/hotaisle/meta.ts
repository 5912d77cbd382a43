import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "hotaisle",
  name: "Hot Aisle",
  homepage: "https://hotaisle.xyz",
  rentUrl: "https://hotaisle.xyz/quick-start/",
  apiUrl: "https://admin.hotaisle.app/api",
  credentialFields: [
    { name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ },
    { name: "team", secret: false, pattern: /^[A-Za-z0-9_-]{1,100}$/ },
  ],
  keyPageUrl: "https://hotaisle.xyz/quick-start/",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://hotaisle.xyz/pricing",
    evidence: "official-spec",
    unverified: "hotaisle",
  },
  capabilities: null,
};
