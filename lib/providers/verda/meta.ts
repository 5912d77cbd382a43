import type { ProviderMeta } from "../contract";

const pattern = /^[\x21-\x7e]{8,300}$/;

/** Called DataCrunch until November 2025. */
export const meta: ProviderMeta = {
  id: "verda",
  name: "Verda",
  homepage: "https://verda.com",
  rentUrl: "https://console.verda.com/",
  apiUrl: "https://api.verda.com/v1",
  credentialFields: [
    { name: "clientId", secret: false, pattern },
    { name: "clientSecret", secret: true, pattern },
  ],
  keyPageUrl: "https://console.verda.com/dashboard/keys",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://verda.com/pricing",
    evidence: "unofficial",
    unverified: "verda",
  },
  capabilities: null,
};
