import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: {},
  recording: {
    "GET /order/catalog/public/cloud?ovhSubsidiary=DE": fixture("ovhcloud/catalog"),
  },
  offers: [
    "a100-180.consumption 2.75 x1 unknown",
    "h100-380.consumption.3AZ 2.8 x1 unknown",
    "metal.l4-90.consumption 0.750123 x1 unknown",
  ],
  skipped: 2,
  refusals: [
    { kind: "missing-right", status: 403, json: { class: "Client::Forbidden", message: "no" } },
    { kind: "rate-limited", status: 429, json: { class: "Client::TooManyRequests" } },
  ],
  priceFields: ["price"],
};
