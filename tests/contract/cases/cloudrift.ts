import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: {},
  recording: { "POST /instance-types/list": fixture("cloudrift/instance-types") },
  offers: [
    "rtx49-10c-nr.1/us-east-nc-nr-1 0.35 x1 available",
    "rtx49-10c-nr.1/ap-east-tw-kn-1 0.35 x1 unavailable",
    "rtx49-10c-nr.2/us-east-nc-nr-1 0.705 x2 limited",
    "rtxpro6000-4c-lo.mig1/eu-west-uk-lo-1 0.55 x1* available",
  ],
  skipped: 0,
  refusals: [{ kind: "rate-limited", status: 429, json: {} }],
  priceFields: ["cost_per_hour"],
  document: { file: "cloudrift.json", closed: "top", prefix: "/api/v1" },
};
