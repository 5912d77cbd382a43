import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "vastai",
  name: "Vast.ai",
  homepage: "https://vast.ai",
  rentUrl: "https://cloud.vast.ai/create/",
  apiUrl: "https://console.vast.ai/api/v0",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 10 * 60_000,
    sourceUrl: "https://docs.vast.ai/api-reference/search/search-offers",
    evidence: "official-spec",
    unverified: "vastai",
  },
  fees: {
    storageMicrosPerGbMonth: null,
    egressMicrosPerGb: null,
    stopped: "disk",
    sourceUrl: "https://docs.vast.ai",
    asOf: "2026-07-22",
  },
  capabilities: null,
};
