import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: { "GET /list_available_configurations": fixture("fluidstack/configurations") },
  offers: [
    "H100_SXM5_80GB/1/NORWAY 2.1 x1 available",
    "H100_SXM5_80GB/1/TEXAS_USA 2.1 x1 available",
    "H100_SXM5_80GB/8/NORWAY 16.8 x8 available",
    "H100_SXM5_80GB/8/TEXAS_USA 16.8 x8 available",
    "TESLA_V100_16GB/2/sold-out 0.25 x2 unavailable",
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: { message: "Invalid API key" } },
    {
      kind: "invalid-request",
      status: 422,
      json: { detail: [{ loc: ["header", "api-key"], msg: "field required", type: "missing" }] },
    },
    { kind: "rate-limited", status: 429, json: { message: "Too many requests" } },
  ],
  priceFields: ["price_per_gpu_hr"],
  document: { file: "fluidstack-legacy.json", closed: "top", prefix: "" },
};
