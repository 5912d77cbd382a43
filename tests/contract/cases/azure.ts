import { z } from "zod";
import { fixture, type ProviderCase } from "../provider-cases";

const filter = encodeURIComponent(
  "serviceName eq 'Virtual Machines' and priceType eq 'Consumption' and armRegionName eq 'eastus' and contains(armSkuName, 'Standard_N')",
).replaceAll("'", "%27");
const eastus = `GET /prices?api-version=2023-01-01-preview&currencyCode=USD&$filter=${filter}`;

/** A full page without a link to the next, as the provider once sent them by mistake. */
const first = z
  .object({ Items: z.array(z.unknown()) })
  .loose()
  .parse(fixture("azure/eastus-1"));
const reservation = first.Items[1];
const fullPage = { ...first, Items: [...first.Items, ...Array(90).fill(reservation)], Count: 100 };

export const known: ProviderCase = {
  credentials: {},
  recording: {
    "GET /prices": { Items: [], NextPageLink: null, Count: 0 },
    [eastus]: fullPage,
    [`${eastus}&$skip=100`]: fixture("azure/eastus-2"),
  },
  offers: [
    "Standard_ND96asr_v4/spot/eastus 5.98334 x8 unknown",
    "Standard_NC24ads_A100_v4/on-demand/eastus 3.673 x1 unknown",
    "Standard_ND96isr_H100_v5/on-demand/eastus 98.32 x8 unknown",
    "Standard_ND96is_H100_v5/on-demand/eastus 88.488 x8 unknown",
    "Standard_NV18ads_A10_v5/on-demand/eastus 1.6 x1* unknown",
    "Standard_NV72ads_A10_v5/on-demand/eastus 6.52 x2 unknown",
    "Standard_NC64as_T4_v3/on-demand/eastus 4.352 x4 unknown",
  ],
  skipped: 3,
  refusals: [
    { kind: "invalid-request", status: 400, json: { Error: { Code: "BadRequest" } } },
    { kind: "rate-limited", status: 429, json: { Error: { Code: "429" } } },
  ],
  priceFields: ["retailPrice", "unitPrice"],
};
