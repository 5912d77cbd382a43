import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: {},
  recording: {
    "GET /plans?type=all&per_page=500": fixture("vultr/plans-1"),
    "GET /plans?type=all&per_page=500&cursor=bmV4dA%3D%3D": fixture("vultr/plans-2"),
    "GET /plans-metal?per_page=500": fixture("vultr/plans-metal"),
  },
  offers: [
    "vcg-a100-12c-120g-80vram/on-demand/ewr 2.397 x1 available",
    "vcg-a100-1c-6g-4vram/on-demand/ewr 0.123 x1* available",
    "vcg-l40s-32c-375g-96vram/on-demand/ord 3.1192 x2 available",
    "vcg-l40s-32c-375g-96vram/on-demand/ams 3.1192 x2 available",
    "vcg-l40s-128c-1500g-384vram/on-demand/sold-out 12.4768 x8 unavailable",
    "vbm-256c-2048gb-8-mi300x-gpu/on-demand/ord 17.52 x8 available",
    "vbm-256c-2048gb-8-mi300x-gpu/spot/ord 14.72 x8 unavailable",
    "vbm-72c-480gb-gh200-gpu/on-demand/atl 1.99 x1 available",
  ],
  skipped: 2,
  refusals: [{ kind: "rate-limited", status: 429, json: { error: "Too many requests" } }],
  priceFields: ["hourly_cost", "hourly_cost_preemptible"],
  document: { file: "vultr.json", closed: "top", prefix: "" },
};
