import type { ProviderMeta } from "../contract";

/**
 * Prices come from the Retail Prices API, which Microsoft documents without a specification. It is
 * asked region by region, since the pages of a longer walk shift while prices change. Sovereign
 * clouds are left out: the public cannot rent there.
 */
export const meta: ProviderMeta = {
  id: "azure",
  name: "Microsoft Azure",
  homepage: "https://azure.microsoft.com",
  rentUrl: "https://azure.microsoft.com/en-us/pricing/details/virtual-machines/linux/",
  apiUrl: "https://prices.azure.com/api/retail",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 60 * 60_000,
    sourceUrl:
      "https://learn.microsoft.com/en-us/rest/api/cost-management/retail-prices/azure-retail-prices",
    evidence: "unofficial",
    unverified: "azure",
  },
  capabilities: null,
};
