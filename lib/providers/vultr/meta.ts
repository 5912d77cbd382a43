import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "vultr",
  name: "Vultr",
  homepage: "https://www.vultr.com",
  rentUrl: "https://www.vultr.com/products/cloud-gpu/",
  apiUrl: "https://api.vultr.com/v2",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 15 * 60_000,
    sourceUrl: "https://www.vultr.com/pricing/",
    evidence: "old-spec",
  },
  capabilities: null,
};
