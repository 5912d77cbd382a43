import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "novita",
  name: "Novita AI",
  homepage: "https://novita.ai",
  rentUrl: "https://novita.ai/gpus-console",
  apiUrl: "https://api.novita.ai/gpu-instance/openapi/v1",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://novita.ai/settings/key-management",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 15 * 60_000,
    sourceUrl: "https://novita.ai/gpu-instance/pricing",
    evidence: "none",
    unverified: "novita",
  },
  capabilities: null,
};
