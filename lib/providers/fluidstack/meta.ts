import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "fluidstack",
  name: "FluidStack",
  homepage: "https://www.fluidstack.io",
  rentUrl: "https://www.fluidstack.io",
  apiUrl: "https://platform.fluidstack.io",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: null,
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 30 * 60_000,
    sourceUrl: "https://github.com/fluidstackio/fern-config",
    evidence: "old-spec",
    unverified: "fluidstackSignUp",
  },
  capabilities: null,
};
