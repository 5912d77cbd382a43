import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "paperspace",
  name: "Paperspace",
  homepage: "https://www.paperspace.com",
  rentUrl: "https://www.paperspace.com/pricing",
  apiUrl: "https://api.paperspace.com/v1",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "dated",
    refreshEveryMs: 0,
    sourceUrl: "https://www.paperspace.com/pricing",
    evidence: "none",
    unverified: "paperspaceTable",
  },
  capabilities: null,
};
