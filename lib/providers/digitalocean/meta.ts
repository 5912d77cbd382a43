import type { ProviderMeta } from "../contract";

export const meta: ProviderMeta = {
  id: "digitalocean",
  name: "DigitalOcean",
  homepage: "https://www.digitalocean.com",
  rentUrl: "https://cloud.digitalocean.com/gpus/new",
  apiUrl: "https://api.digitalocean.com",
  credentialFields: [{ name: "apiKey", secret: true, pattern: /^[\x21-\x7e]{10,300}$/ }],
  keyPageUrl: "https://cloud.digitalocean.com/account/api/tokens",
  rights: [],
  prices: {
    access: "house-key",
    refreshEveryMs: 15 * 60_000,
    sourceUrl: "https://www.digitalocean.com/pricing/gpu-droplets",
    evidence: "official-spec",
    unverified: "digitalocean",
  },
  fees: {
    storageMicrosPerGbMonth: null,
    egressMicrosPerGb: null,
    stopped: "full",
    sourceUrl: "https://docs.digitalocean.com/products/droplets/details/pricing/",
    asOf: "2026-08-07",
  },
  capabilities: null,
};
