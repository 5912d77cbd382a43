import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "gcp",
  name: "Google Cloud",
  homepage: "https://cloud.google.com",
  rentUrl: "https://cloud.google.com/compute/gpus-pricing",
  apiUrl: "https://cloudbilling.googleapis.com/v1",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://console.cloud.google.com/apis/credentials",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 6 * 3_600_000,
    sourceUrl: "https://cloud.google.com/compute/gpus-pricing",
    evidence: "unofficial",
    unverified: "gcpShapes",
  },
  capabilities: null,
};
