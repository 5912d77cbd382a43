import { secretKey } from "../launch-spec";
import { fixture, type ProviderCase } from "../provider-cases";

export const known: ProviderCase = {
  credentials: { apiKey: secretKey, team: "ours" },
  recording: {
    "GET /teams/ours/virtual_machines/available/": fixture("hotaisle/virtual-machines"),
    "GET /teams/ours/bare_metal/available/": fixture("hotaisle/bare-metal"),
  },
  offers: [
    "vm-1xMI300X-13c-224g-12288d 1.99 x1 available",
    "vm-2xMI300X-26c-448g-12288d 3.98 x2 limited",
    "bare-metal-8xMI300X-104c-2048g-12288d 27.12 x8 limited",
  ],
  skipped: 1,
  refusals: [
    { kind: "invalid-key", status: 401, json: "Authentication information is missing" },
    { kind: "missing-right", status: 403, json: "Permission denied" },
    { kind: "rate-limited", status: 429, json: "Too many requests" },
  ],
  priceFields: ["OnDemandPrice"],
  document: { file: "hotaisle.json", closed: "top", prefix: "" },
};
