import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /v2/sizes?per_page=200&page=1": fixture("digitalocean/sizes-1"),
    "GET /v2/sizes?per_page=200&page=2": fixture("digitalocean/sizes-2"),
  },
  offers: [
    "gpu-h100x8-640gb/nyc1 23.92 x8 available",
    "gpu-mi300x8-1536gb/nyc1 15.92 x8 available",
    "gpu-h100x1-80gb/nyc2 3.39 x1 available",
    "gpu-h100x1-80gb/tor1 3.39 x1 available",
    "gpu-mi325x8-2048gb/nowhere 30.4 x8 unavailable",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: { id: "unauthorized", message: "no" } },
    { kind: "missing-right", status: 403, json: { id: "forbidden", message: "no" } },
    { kind: "rate-limited", status: 429, json: { id: "too_many_requests", message: "no" } },
  ],
  priceFields: ["price_hourly"],
  document: { file: "digitalocean.json", closed: "top", prefix: "" },
};
