import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: { "GET /instances/types": fixture("shadeform/instance-types") },
  offers: [
    "hyperstack/A6000/us-central-1 2.1 x1 available",
    "hyperstack/A6000/canada-1 2.1 x1 unavailable",
    "lambdalabs/H100_sxm5x8/us-south-1 31.92 x8 available",
    "crusoe/A100_80G_sxm4x8/us-east1-a 18.4 x8 available",
    "excesssupply/B300_sxm6x8/nowhere 36 x8 unavailable",
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: { message: "Invalid API key" } },
    { kind: "missing-right", status: 403, json: { message: "Forbidden" } },
    { kind: "rate-limited", status: 429, json: { message: "Too many requests" } },
  ],
  priceFields: ["hourly_price"],
  document: { file: "shadeform.yaml", closed: "top", prefix: "" },
};
