import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestLivePrice, bestPrice } from "@/lib/prices/best-price";
import {
  cheapestOf,
  compareOffers,
  countClouds,
  isListPrice,
  mayBeCheapest,
  withoutDoubles,
} from "@/lib/prices/best-value";
import type { ReferenceBest } from "@/lib/prices/reference-offers";
import { makeOffer } from "./live-offer";

const HOUR_MS = 3_600_000;
const reference: ReferenceBest = {
  providerId: "aws",
  providerName: "AWS",
  gpuModel: "h100-sxm",
  pricePerGpuHourMicros: 1_000_000n,
  region: "us-east-1",
  observedOn: new Date("2026-08-22T00:00:00Z"),
};

describe("the cheapest offer", () => {
  it("is never a slice, gone, sold out, of unknown stock or older than twelve hours", () => {
    const dear = makeOffer({ id: "dear", pricePerGpuHourMicros: 9_000_000n });
    const cheap = { pricePerGpuHourMicros: 1_000_000n };
    const never = [
      makeOffer({ ...cheap, isPartition: true }),
      makeOffer({ ...cheap, isVanished: true }),
      makeOffer({ ...cheap, availability: "unavailable" }),
      makeOffer({ ...cheap, availability: "unknown" }),
      makeOffer({ ...cheap, agoMs: 13 * HOUR_MS }),
      makeOffer({ ...cheap, pricingModel: "spot" }),
    ];
    expect(cheapestOf([...never, dear], "on-demand")?.id).toBe("dear");
    const known = never.filter((offer) => offer.availability !== "unknown");
    expect(cheapestOf(known, "on-demand")).toBeUndefined();
  });

  it("is a list price only where nobody says of any offer that it can be had", () => {
    const list = makeOffer({ id: "list", availability: "unknown", pricePerGpuHourMicros: 1n });
    const sold = makeOffer({ id: "sold" });
    const gone = makeOffer({ id: "gone", availability: "unavailable" });
    expect(cheapestOf([list, sold, gone], "on-demand")?.id).toBe("sold");
    expect(cheapestOf([list, gone], "on-demand")?.id).toBe("list");
    expect(cheapestOf([{ ...list, freshness: "old" }], "on-demand")).toBeUndefined();
  });

  it("may be stale or the last one left", () => {
    expect(mayBeCheapest(makeOffer({ agoMs: 5 * HOUR_MS }))).toBe(true);
    expect(mayBeCheapest(makeOffer({ availability: "limited" }))).toBe(true);
  });

  it("is the fresher, then the easier one to get, at the same price", () => {
    const stale = makeOffer({ id: "stale", agoMs: 5 * HOUR_MS });
    const limited = makeOffer({ id: "limited", availability: "limited" });
    const plenty = makeOffer({ id: "plenty" });
    expect(cheapestOf([stale, limited, plenty], "on-demand")?.id).toBe("plenty");
    expect(cheapestOf([stale, limited], "on-demand")?.id).toBe("limited");
  });

  it("does not depend on the order of the offers", () => {
    const offer = fc.record({
      price: fc.bigInt({ min: 1n, max: 5n }),
      agoMs: fc.nat({ max: 30 * HOUR_MS }),
      availability: fc.constantFrom("available" as const, "limited" as const, "unknown" as const),
    });
    const property = fc.property(fc.array(offer, { maxLength: 8 }), (drawn) => {
      const offers = drawn.map(({ price, agoMs, availability }) =>
        makeOffer({ pricePerGpuHourMicros: price, agoMs, availability }),
      );
      const price = cheapestOf(offers, "on-demand")?.pricePerGpuHourMicros;
      const reversed = cheapestOf([...offers].reverse(), "on-demand")?.pricePerGpuHourMicros;
      expect(price).toBe(reversed);
      const first = (rank: typeof mayBeCheapest) => offers.filter(rank).sort(compareOffers)[0];
      const lowest = first(mayBeCheapest) ?? first(isListPrice);
      expect(price).toBe(lowest?.pricePerGpuHourMicros);
    });
    fc.assert(property);
  });
});

describe("a machine that brokers sell too", () => {
  const direct = makeOffer({ id: "direct", providerId: "lambda" });
  const brokered = (changes: Parameters<typeof makeOffer>[0]) =>
    makeOffer({ id: "brokered", providerId: "shadeform", brokeredFrom: "lambda", ...changes });
  const ids = (offers: readonly { readonly id: string }[]) => offers.map(({ id }) => id);

  it("is cheapest at its own cloud at the same price, however fresh the broker's offer is", () => {
    const older = makeOffer({ id: "direct", providerId: "lambda", agoMs: 5 * HOUR_MS });
    expect(cheapestOf([brokered({}), older], "on-demand")?.id).toBe("direct");
  });

  it("is cheapest at the broker where the cloud asks more or has none left", () => {
    const cheaper = brokered({ pricePerGpuHourMicros: 2_900_000n });
    expect(cheapestOf([direct, cheaper], "on-demand")?.id).toBe("brokered");
    const soldOut = makeOffer({ providerId: "lambda", availability: "unavailable" });
    expect(cheapestOf([soldOut, brokered({})], "on-demand")?.id).toBe("brokered");
  });

  it("counts once, at whatever price and by however many brokers it is sold", () => {
    const other = brokered({ providerId: "primeintellect", pricePerGpuHourMicros: 2_000_000n });
    expect(countClouds([direct, brokered({}), other])).toBe(1);
    expect(countClouds([brokered({}), brokered({ brokeredFrom: "denvr" })])).toBe(2);
  });

  it("is a double where the cloud itself sells it at the same or a lower price", () => {
    const dearer = brokered({ pricePerGpuHourMicros: 3_500_000n });
    expect(ids(withoutDoubles([brokered({}), dearer, direct]))).toEqual(["direct"]);
    const cheaper = brokered({ pricePerGpuHourMicros: 2_900_000n });
    expect(ids(withoutDoubles([cheaper, direct]))).toEqual(["brokered", "direct"]);
    const same = brokered({ id: "same" });
    expect(ids(withoutDoubles([same, cheaper, direct]))).toEqual(["brokered", "direct"]);
  });

  it("is no double of another model, way of paying or cloud, nor of what is sold out", () => {
    const offers = [
      brokered({ gpuModel: "a10" }),
      brokered({ pricingModel: "spot" }),
      brokered({ brokeredFrom: "denvr" }),
    ];
    expect(withoutDoubles([direct, ...offers])).toHaveLength(4);
    const soldOut = makeOffer({ providerId: "lambda", availability: "unavailable" });
    expect(withoutDoubles([soldOut, brokered({})])).toHaveLength(2);
  });

  it("is sold once by two brokers, by the cheaper one", () => {
    const dearer = brokered({ id: "dearer", brokeredFrom: "denvr" });
    const cheaper = makeOffer({
      id: "cheaper",
      providerId: "primeintellect",
      brokeredFrom: "denvr",
      pricePerGpuHourMicros: 2_000_000n,
    });
    expect(ids(withoutDoubles([dearer, cheaper]))).toEqual(["cheaper"]);
  });
});

describe("the price beside a model's name", () => {
  it("is never a reference price where a live offer is listed", () => {
    expect(bestPrice([makeOffer()], [reference])).toMatchObject({
      kind: "live",
      pricePerGpuHour: "3",
    });
    expect(bestPrice([makeOffer({ availability: "unavailable" })], [reference])).toBeNull();
  });

  it("is a dated reference price while nobody sells the model live", () => {
    const slice = makeOffer({ isPartition: true });
    expect(bestPrice([slice], [reference])).toMatchObject({
      kind: "reference",
      pricePerGpuHour: "1",
      observedOn: "2026-08-22",
    });
    expect(bestPrice([], [])).toBeNull();
  });

  it("keeps spot prices apart", () => {
    const spot = makeOffer({ pricingModel: "spot", pricePerGpuHourMicros: 500_000n });
    expect(bestLivePrice([makeOffer(), spot], "spot")?.pricePerGpuHour).toBe("0.5");
    expect(bestPrice([makeOffer(), spot], [])?.pricePerGpuHour).toBe("3");
  });
});
