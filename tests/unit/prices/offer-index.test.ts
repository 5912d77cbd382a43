import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findGpu } from "@/lib/gpus/catalog";
import { buildIndex } from "@/lib/prices/offer-index/build-index";
import { searchOffers } from "@/lib/prices/offer-index/search-offers";
import { facetNames, type OfferQuery, offerQuery } from "@/lib/prices/schema";
import { makeOffer, now } from "./live-offer";

const HOUR_MS = 3_600_000;
const ask = (part: Record<string, unknown> = {}): OfferQuery => offerQuery.parse(part);
const indexOf = (offers: ReturnType<typeof makeOffer>[]) =>
  buildIndex({ version: 1n, offers, references: [] });

const some = [
  makeOffer({ id: "a", gpuModel: "h100-sxm", area: "us", pricePerGpuHourMicros: 3_000_000n }),
  makeOffer({ id: "b", gpuModel: "h100-sxm", area: "europe", pricePerGpuHourMicros: 2_000_000n }),
  makeOffer({
    id: "c",
    gpuModel: "l4",
    area: "europe",
    pricePerGpuHourMicros: 500_000n,
    gpuMemoryGb: 24,
  }),
  makeOffer({
    id: "d",
    gpuModel: "rtx-4090",
    area: "us",
    pricingModel: "spot",
    pricePerGpuHourMicros: 300_000n,
    tier: "community",
    gpuMemoryGb: 24,
    providerId: "vultr",
  }),
  makeOffer({
    id: "e",
    gpuModel: "h100-sxm",
    isPartition: true,
    gpuMemoryGb: 10,
    pricePerGpuHourMicros: 100_000n,
  }),
];
const search = (part: Record<string, unknown> = {}) => searchOffers(indexOf(some), ask(part), now);
const ids = (part: Record<string, unknown> = {}) => search(part).rows.map((row) => row.id);
const count = (part: Record<string, unknown>, facet: string, value: string) =>
  search(part).facets[facet]?.find((one) => one.value === value)?.count ?? 0;

describe("the offers that fit a query", () => {
  it("are whole cards, cheapest first; slices stand apart", () => {
    expect(ids()).toEqual(["d", "c", "b", "a"]);
    expect(ids({ slices: "true" })).toEqual(["e"]);
  });

  it("show a cloud's own before a broker's at the same price, by price and by value", () => {
    const same = { gpuModel: "h100-sxm", pricePerGpuHourMicros: 2_000_000n };
    const index = indexOf([
      makeOffer({ ...same, id: "broker", providerId: "shadeform", brokeredFrom: "verda" }),
      makeOffer({ ...same, id: "own", providerId: "verda" }),
    ]);
    for (const sort of ["price", "value"]) {
      const { rows } = searchOffers(index, ask({ sort }), now);
      expect(rows.map(({ id }) => id)).toEqual(["own", "broker"]);
    }
  });

  it("fit every filter: place, model, memory, ceiling, words", () => {
    expect(ids({ area: "europe" })).toEqual(["c", "b"]);
    expect(ids({ model: "h100" })).toEqual(["b", "a"]);
    expect(ids({ vram: "48" })).toEqual(["b", "a"]);
    expect(ids({ max: "0.5" })).toEqual(["d", "c"]);
    expect(ids({ q: "h100 runpod" })).toEqual(["b", "a"]);
    expect(ids({ q: "rtx4090" })).toEqual(["d"]);
    expect(ids({ tier: "community" })).toEqual(["d"]);
    expect(ids({ pricing: "spot,on-demand", provider: "vultr" })).toEqual(["d"]);
  });

  it("are counted for each choice as if it were the only one of its filter", () => {
    expect(count({ area: "europe" }, "area", "us")).toBe(2);
    expect(count({ area: "europe" }, "model", "h100-sxm")).toBe(1);
    expect(count({ area: "europe", pricing: "spot" }, "area", "us")).toBe(1);
    expect(count({ area: "europe", pricing: "spot" }, "pricing", "on-demand")).toBe(2);
  });

  it("say, where there are none, which filter to drop and what that brings", () => {
    const { total, loosen } = search({ area: "europe", pricing: "spot", q: "l4" });
    expect(total).toBe(0);
    expect(loosen).toEqual([{ filter: "pricing", total: 1 }]);
  });

  it("are not shown once a day old, however long the index is kept", () => {
    const later = new Date(now.getTime() + 25 * HOUR_MS);
    const index = indexOf([...some, makeOffer({ id: "f", agoMs: -20 * HOUR_MS })]);
    expect(searchOffers(index, ask(), later).rows.map((row) => row.id)).toEqual(["f"]);
    const soon = new Date(now.getTime() + 13 * HOUR_MS);
    expect(searchOffers(index, ask({ q: "l4" }), soon).rows[0]).toMatchObject({ freshness: "old" });
  });

  it("have a value by speed and memory, weighted; none without a data sheet", () => {
    const speed = search({ sort: "value", weight: "1" }).rows;
    const [best] = speed;
    expect(best?.value).toBe(100);
    const per = (id: string) => Number(speed.find((row) => row.id === id)?.pricePerTflopHour);
    expect(per("b")).toBeCloseTo(2 / (findGpu("h100-sxm")?.fp16TensorTflops ?? 0), 5);
    const memory = search({ sort: "value", weight: "0" }).rows.map((row) => row.value);
    expect(memory).toEqual([...memory].sort((one, other) => Number(other) - Number(one)));
  });

  it("have no value when they are sold out, too old to be called cheapest, or dated", () => {
    const gone = makeOffer({ id: "gone", availability: "unavailable", pricePerGpuHourMicros: 1n });
    const old = makeOffer({ id: "old", agoMs: 13 * HOUR_MS, pricePerGpuHourMicros: 1n });
    const found = searchOffers(indexOf([...some, gone, old]), ask({ sort: "value" }), now);
    expect(found.rows.slice(-2).map(({ id, value }) => [id, value])).toEqual([
      ["gone", null],
      ["old", null],
    ]);
    expect(found.rows[0]?.value).toBeGreaterThan(0);
  });

  it("with most memory come first, the cheaper of two alike before the dearer", () => {
    expect(ids({ sort: "vram" })).toEqual(["b", "a", "d", "c"]);
  });

  it("of one board are counted for the name that stands for all boards too", () => {
    const plain = makeOffer({ id: "g", gpuModel: "h100" });
    const facets = searchOffers(indexOf([...some, plain]), ask(), now).facets.model;
    expect(facets?.find(({ value }) => value === "h100")?.count).toBe(3);
  });

  it("tell the range of prices without the ceiling", () => {
    expect(search({ max: "0.4" }).priceRange).toEqual({ low: "0.3", high: "3" });
  });
});

const models = ["h100-sxm", "a100-sxm-80gb", "l4", "rtx-4090"].filter((id) => findGpu(id));
const offer = fc.record({
  gpuModel: fc.constantFrom(...models),
  area: fc.constantFrom("us", "europe", null),
  pricingModel: fc.constantFrom("on-demand" as const, "spot" as const),
  availability: fc.constantFrom("available" as const, "unknown" as const),
  gpuCount: fc.constantFrom(1, 8),
  cents: fc.integer({ min: 1, max: 400 }),
});
const asked = fc.record({
  model: fc.subarray(models),
  area: fc.subarray(["us", "europe"]),
  pricing: fc.subarray(["on-demand", "spot"]),
  count: fc.subarray([1, 8]),
  max: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
});

describe("the index", () => {
  const offers = fc
    .array(offer, { maxLength: 60 })
    .map((drawn) =>
      drawn.map(({ cents, ...one }, at) =>
        makeOffer({ ...one, id: `off_${at}`, pricePerGpuHourMicros: BigInt(cents) * 10_000n }),
      ),
    );

  it("finds what a look at every row finds, and counts the same", () => {
    fc.assert(
      fc.property(offers, asked, (rows, query) => {
        const has = (list: readonly unknown[], value: unknown) =>
          list.length === 0 || list.includes(value);
        const fitting = rows.filter(
          (row) =>
            has(query.model, row.gpuModel) &&
            has(query.area, row.area) &&
            has(query.pricing, row.pricingModel) &&
            has(query.count, row.gpuCount) &&
            row.pricePerGpuHourMicros <= BigInt(query.max ?? 1_000) * 1_000_000n,
        );
        const { max, ...lists } = query;
        const found = searchOffers(
          indexOf(rows),
          ask({ ...lists, ...(max && { max: String(max) }), limit: "1000" }),
          now,
        );
        expect(found.rows.map(({ id }) => id).sort()).toEqual(fitting.map(({ id }) => id).sort());
        const byPrice = found.rows.map((row) => Number(row.pricePerGpuHour));
        expect(byPrice).toEqual([...byPrice].sort((one, other) => one - other));
        const unset = facetNames.filter(
          (name) => !(name in lists) && name !== "vram" && name !== "tier",
        );
        for (const name of unset) {
          const sum = (found.facets[name] ?? []).reduce((all, facet) => all + facet.count, 0);
          expect(sum).toBe(fitting.length);
        }
      }),
    );
  });

  it("gives every offer once over all pages, in one order", () => {
    fc.assert(
      fc.property(offers, fc.constantFrom("price", "value", "newest", "vram"), (rows, sort) => {
        const index = indexOf(rows);
        const pages = [1, 2, 3, 4, 5, 6, 7].flatMap((page) =>
          searchOffers(index, ask({ sort, page, limit: 9 }), now).rows.map(({ id }) => id),
        );
        expect(pages).toEqual(
          searchOffers(index, ask({ sort, limit: 1000 }), now).rows.map(({ id }) => id),
        );
        expect(new Set(pages).size).toBe(rows.length);
      }),
    );
  });
});
