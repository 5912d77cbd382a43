import type { ProviderMeta } from "../contract";

/**
 * Oracle documents its price list; which shape is made of which priced parts stands only in the
 * file behind its cost estimator. A price is the same in every commercial region.
 */
export const meta: ProviderMeta = {
  id: "oci",
  name: "Oracle Cloud",
  homepage: "https://www.oracle.com/cloud/",
  rentUrl: "https://www.oracle.com/cloud/compute/gpu/",
  apiUrl: "https://apexapps.oracle.com/pls/apex/cetools/api/v1",
  hosts: { estimator: "https://www.oracle.com/a/ocom/docs/cloudestimator2/data" },
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 60 * 60_000,
    sourceUrl: "https://www.oracle.com/cloud/price-list/",
    evidence: "unofficial",
    unverified: "oci",
  },
  capabilities: null,
};
