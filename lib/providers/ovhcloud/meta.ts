import type { ProviderMeta } from "../contract";

/** Prices come from the order catalogue of the European account, in euros without tax. */
export const meta: ProviderMeta = {
  id: "ovhcloud",
  name: "OVHcloud",
  homepage: "https://www.ovhcloud.com",
  rentUrl: "https://www.ovhcloud.com/en/public-cloud/gpu/",
  apiUrl: "https://api.ovh.com/v1",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 60 * 60_000,
    sourceUrl: "https://www.ovhcloud.com/en/public-cloud/prices/",
    evidence: "unofficial",
    unverified: "ovhcloud",
  },
  capabilities: null,
};
