import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "tensordock",
  name: "TensorDock",
  homepage: "https://www.tensordock.com",
  rentUrl: "https://dashboard.tensordock.com/",
  apiUrl: "https://dashboard.tensordock.com/api/v2",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://dashboard.tensordock.com/api",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://dashboard.tensordock.com/api/docs/fetch-hostnodes",
    evidence: "unofficial",
    unverified: "tensordock",
  },
  capabilities: null,
};
