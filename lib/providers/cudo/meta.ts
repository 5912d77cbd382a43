import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "cudo",
  name: "CUDO Compute",
  alsoSpelled: ["cudocompute"],
  homepage: "https://www.cudocompute.com",
  rentUrl: "https://compute.cudo.org/",
  apiUrl: "https://rest.compute.cudo.org/v1",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 15 * 60_000,
    sourceUrl: "https://www.cudocompute.com/pricing",
    evidence: "none",
    unverified: "cudo",
  },
  capabilities: null,
};
