import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /core/flavors": fixture("hyperstack/flavors"),
    "GET /pricebook": fixture("hyperstack/pricebook"),
    "GET /core/stocks": fixture("hyperstack/stocks"),
  },
  offers: [
    "n3-H100x1/CANADA-1 1.9 x1 available",
    "n3-H100x8/CANADA-1 15.2 x8 limited",
    "n3-RTX-A6000x1/NORWAY-1 0.5 x1 unavailable",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: { status: false, message: "Unauthorized" } },
    { kind: "missing-right", status: 403, json: { status: false, message: "Forbidden" } },
    { kind: "rate-limited", status: 429, json: { status: false, message: "Too many requests" } },
  ],
  priceFields: ["value", "original_value"],
  document: { file: "hyperstack.yaml", closed: "top", prefix: "" },
};
