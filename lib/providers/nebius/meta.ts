import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "nebius",
  name: "Nebius",
  homepage: "https://nebius.com",
  rentUrl: "https://nebius.com/prices",
  apiUrl: "https://compute.api.nebius.cloud",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "dated",
    refreshEveryMs: 0,
    sourceUrl: "https://nebius.com/prices",
    evidence: "none",
    unverified: "nebiusTable",
  },
  capabilities: null,
};
