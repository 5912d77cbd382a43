import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /products?billingMethod=onDemand": fixture("novita/products-on-demand"),
    "GET /products?billingMethod=spot": fixture("novita/products-spot"),
  },
  offers: [
    "4090.16c64g/on-demand/US-CA-06 (California) 0.67 x1 available",
    "4090.16c64g/on-demand/AS-SGP-02 (Singapore) 0.67 x1 available",
    "h100sxm/on-demand/EU-GB-01 (London) 2.59 x1 limited",
    "l40s/on-demand/any 0.55 x1 unavailable",
    "4090.16c64g/spot/US-CA-06 (California) 0.34 x1 unavailable",
    "h100sxm/spot/EU-GB-01 (London) 1.3 x1 unavailable",
  ],
  skipped: 1,
  refusals: [
    { kind: "invalid-key", status: 401, json: { code: 401, message: "invalid key" } },
    { kind: "missing-right", status: 403, json: { code: 403, message: "forbidden" } },
    { kind: "rate-limited", status: 429, json: { code: 429, message: "too many requests" } },
  ],
  priceFields: ["price", "spotPrice"],
};
