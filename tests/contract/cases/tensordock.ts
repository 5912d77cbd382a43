import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

const first = "11111111-1111-4111-8111-111111111111";
const second = "22222222-2222-4222-8222-222222222222";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey },
  recording: { "GET /locations": fixture("tensordock/locations") },
  offers: [
    `${first}/geforcertx4090-pcie-24gb 0.463 x1 available`,
    `${first}/rtxa100-pcie-80gb 1.593 x1 limited`,
    `${first}/l4-pcie-24gb 0.393 x1 unavailable`,
    `${second}/geforcertx4090-pcie-24gb 0.493 x1 available`,
  ],
  skipped: 2,
  refusals: [
    { kind: "invalid-key", status: 401, json: { error: "Invalid token" } },
    { kind: "missing-right", status: 403, json: { error: "Forbidden" } },
    { kind: "rate-limited", status: 429, json: { error: "Too many requests" } },
  ],
  priceFields: ["price_per_hr", "per_vcpu_hr", "per_gb_ram_hr", "per_gb_storage_hr"],
};
