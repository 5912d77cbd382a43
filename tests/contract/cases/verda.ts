import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { clientId: "our-client-id", clientSecret: secretKey },
  recording: {
    "POST /oauth2/token": fixture("verda/token"),
    "GET /instance-types?currency=usd": fixture("verda/instance-types"),
    "GET /locations": fixture("verda/locations"),
    "GET /instance-availability?is_spot=false": fixture("verda/availability-on-demand"),
    "GET /instance-availability?is_spot=true": fixture("verda/availability-spot"),
  },
  offers: [
    "1H100.80S.30V/FIN-01/on-demand 3.95 x1 available",
    "1H100.80S.30V/FIN-01/spot 1.7 x1 unavailable",
    "1H100.80S.30V/ICE-01/on-demand 3.95 x1 unavailable",
    "1H100.80S.30V/ICE-01/spot 1.7 x1 unavailable",
    "2A6000.20V/FIN-01/on-demand 1.98 x2 unavailable",
    "2A6000.20V/FIN-01/spot 0.7 x2 available",
    "2A6000.20V/ICE-01/on-demand 1.98 x2 unavailable",
    "2A6000.20V/ICE-01/spot 0.7 x2 unavailable",
    "1V100.6V/FIN-01/on-demand 0.89 x1 unavailable",
    "1V100.6V/FIN-01/spot 0.25 x1 available",
    "1V100.6V/ICE-01/on-demand 0.89 x1 unavailable",
    "1V100.6V/ICE-01/spot 0.25 x1 unavailable",
    "8B200.240V/FIN-01/on-demand 39.12 x8 unavailable",
    "8B200.240V/ICE-01/on-demand 39.12 x8 available",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: { code: "unauthorized_request", message: "no" } },
    { kind: "missing-right", status: 403, json: { code: "forbidden_action", message: "no" } },
    { kind: "rate-limited", status: 429, json: { code: "too_many_requests", message: "no" } },
  ],
  priceFields: ["price_per_hour", "spot_price"],
  document: { file: "verda.unofficial.yaml", closed: "top", prefix: "" },
};
