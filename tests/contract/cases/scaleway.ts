import { fixture, type ProviderCase } from "../provider-cases";

const path = "GET /product-catalog/v2alpha1/public-catalog/products";
const page = (number: number) => `${path}?product_types=instance&page_size=1000&page=${number}`;

export const known: ProviderCase = {
  credentials: {},
  recording: {
    [page(1)]: fixture("scaleway/products-1"),
    [page(2)]: fixture("scaleway/products-2"),
  },
  offers: [
    "/compute/b300_sxm_8_288g/run_fr-par-2 60 x8 unknown",
    "/compute/h100_sxm_2_80g/run_fr-par-2 6.62 x2 unknown",
    "/compute/render_s/run_fr-par-1 1.221 x1 unknown",
    "/compute/l4_1_24g/run_pl-waw-2 0.7875 x1 unknown",
  ],
  skipped: 3,
  refusals: [
    { kind: "missing-right", status: 403, json: { type: "permissions_denied", details: [] } },
    { kind: "rate-limited", status: 429, json: { type: "too_many_requests" } },
  ],
  priceFields: ["units", "nanos"],
};
