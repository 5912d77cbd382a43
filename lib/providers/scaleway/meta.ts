import type { ProviderMeta } from "../contract";

/** Prices come from the product catalogue, which tells no stock. */
export const meta: ProviderMeta = {
  id: "scaleway",
  name: "Scaleway",
  homepage: "https://www.scaleway.com",
  rentUrl: "https://www.scaleway.com/en/gpu-instances/",
  apiUrl: "https://api.scaleway.com",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 30 * 60_000,
    sourceUrl: "https://www.scaleway.com/en/pricing/gpu/",
    evidence: "unofficial",
    unverified: "scaleway",
  },
  capabilities: null,
};
