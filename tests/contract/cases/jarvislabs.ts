import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: {
    "GET /misc/": fixture("jarvislabs/misc"),
    "GET /misc/server_meta": fixture("jarvislabs/server-meta"),
  },
  offers: [
    "L4/india-noida-01/container/on-demand 0.44 x1 available",
    "L4/india-noida-01/container/spot 0.29 x1 available",
    "L4/india-noida-01/vm/on-demand 0.44 x1 available",
    "A100-80GB/india-noida-01/vm/on-demand 1.49 x1 limited",
    "RTX-PRO6000/india-chennai-01/vm/on-demand 1.89 x1 available",
    "RTX PRO 6000/india-noida-01/vm/on-demand 1.89 x1 limited",
    "H100/europe-01/any/on-demand 2.99 x1 available",
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: { detail: "Invalid token" } },
    { kind: "missing-right", status: 403, json: { detail: "Forbidden" } },
    { kind: "rate-limited", status: 429, json: { detail: "Too many requests" } },
  ],
  priceFields: ["price_per_hour", "spot_price"],
};
