import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { ProductFacts } from "@/app/[locale]/(public)/gpus/[model]/product-facts";
import { findGpu } from "@/lib/gpus/catalog";
import { priceRange } from "@/lib/market/cheapest";
import { bestPrice } from "@/lib/prices/best-price";
import { type LiveOffer, toOfferView } from "@/lib/prices/live-offers";
import { makeOffer } from "../prices/live-offer";

const dollars = (price: number, changes: Partial<LiveOffer> = {}) =>
  makeOffer({ pricePerGpuHourMicros: BigInt(price * 1_000_000), ...changes });

/** What search engines are told of these offers, and the cheapest of the page. */
function told(offers: readonly LiveOffer[]) {
  const gpu = findGpu("h100-sxm");
  if (!gpu) throw new Error("The catalogue has no H100 SXM.");
  const cheapest = bestPrice(offers, []);
  const range = priceRange(offers.map(toOfferView));
  const html = renderToString(<ProductFacts range={range} gpu={gpu} />);
  const facts = html === "" ? null : JSON.parse(html.replace(/<[^>]*>/g, "")).offers;
  return { facts, cheapest: cheapest?.pricePerGpuHour };
}

it("tells search engines the price the page calls the cheapest, and none that is not on demand", () => {
  const { facts, cheapest } = told([
    dollars(0.5, { pricingModel: "spot" }),
    dollars(0.6, { pricingModel: "reserved" }),
    dollars(0.7, { freshness: "old" }),
    dollars(0.8, { isPartition: true }),
    dollars(0.9, { isVanished: true }),
    dollars(1.7, { providerId: "aws", availability: "unknown" }),
    dollars(2, { availability: "unavailable" }),
    dollars(2.5),
    dollars(4),
  ]);
  expect(facts).toMatchObject({ lowPrice: "2.5", highPrice: "4", offerCount: 2 });
  expect(facts.lowPrice).toBe(cheapest);
});

it("tells list prices where nothing else is sold, and nothing where nothing is", () => {
  const list = dollars(1.7, { providerId: "aws", availability: "unknown" });
  expect(told([list, dollars(1, { pricingModel: "spot" })])).toMatchObject({
    facts: { lowPrice: "1.7", offerCount: 1 },
    cheapest: "1.7",
  });
  expect(told([dollars(1, { pricingModel: "spot" })]).facts).toBeNull();
});
