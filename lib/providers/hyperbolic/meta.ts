import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "hyperbolic",
  name: "Hyperbolic",
  homepage: "https://www.hyperbolic.ai",
  rentUrl: "https://app.hyperbolic.ai/",
  apiUrl: "https://api.hyperbolic.xyz",
  credentialFields: [],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "keyless",
    refreshEveryMs: 5 * 60_000,
    sourceUrl: "https://docs.hyperbolic.xyz/docs/marketplace-api",
    evidence: "old-spec",
    unverified: "hyperbolic",
  },
  fees: {
    storageMicrosPerGbMonth: null,
    egressMicrosPerGb: null,
    stopped: "cannot-stop",
    sourceUrl: "https://github.com/HyperbolicLabs/hyperbolic-cli",
    asOf: "2025-07-09",
  },
  capabilities: null,
};
