import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: {},
  recording: { "GET /vms/machine-types-2": fixture("cudo/machine-types") },
  offers: [
    "gb-bournemouth-1/epyc-milan-rtx-a4000/RTX A4000 0.3979 x1 available",
    "se-smedjebacken-1/epyc-milan-rtx-a4000/RTX A4000 0.4179 x1 limited",
    "no-luster-1/epyc-milan-rtx-a6000/RTX A6000 0.8879 x1 unavailable",
    "us-santaclara-1/epyc-rome-rtx-a6000/RTX A6000 0.9387 x1 available",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-key", status: 401, json: { code: 16, message: "invalid key", details: [] } },
    { kind: "missing-right", status: 403, json: { code: 7, message: "denied", details: [] } },
    { kind: "rate-limited", status: 429, json: { code: 8, message: "slower", details: [] } },
  ],
  priceFields: ["vcpuPriceHr", "memoryGibPriceHr", "gpuPriceHr", "minStorageGibPriceHr"],
};
