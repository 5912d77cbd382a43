import { describe, expect, it } from "vitest";
import { MOST_WANTED } from "@/lib/gpus/catalog";
import { buildMatrix } from "@/lib/prices/gpu-matrix";
import { buildHomeView } from "@/lib/prices/home-view";
import type { ReferenceBest } from "@/lib/prices/reference-offers";
import { makeOffer, now } from "./live-offer";

const reference = (providerId: string, gpuModel: string, price: bigint): ReferenceBest => ({
  providerId,
  providerName: providerId.toUpperCase(),
  gpuModel,
  pricePerGpuHourMicros: price,
  region: null,
  observedOn: new Date("2026-08-22T00:00:00Z"),
});
const matrix = (offers: ReturnType<typeof makeOffer>[], references: ReferenceBest[]) =>
  buildMatrix({ now, offers, references, spotReferences: [], sources: [] });

describe("the table of all GPUs", () => {
  it("marks the cheapest live cell, whatever the reference says", () => {
    const { rows } = matrix(
      [makeOffer(), makeOffer({ providerId: "lambda", pricePerGpuHourMicros: 4_000_000n })],
      [reference("aws", "h100-sxm", 1_000_000n)],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      modelId: "h100-sxm",
      cheapest: { providerId: "runpod", kind: "live" },
    });
    expect(Object.keys(rows[0]?.cells ?? {}).sort()).toEqual(["aws", "lambda", "runpod"]);
  });

  it("marks the cheapest reference cell only where nothing is live", () => {
    const references = [reference("aws", "l4", 800_000n), reference("gcp", "l4", 700_000n)];
    expect(matrix([], references).rows[0]?.cheapest).toEqual({
      providerId: "gcp",
      kind: "reference",
    });
    const soldOut = makeOffer({ gpuModel: "l4", availability: "unavailable" });
    expect(matrix([soldOut], references).rows[0]?.cheapest).toBeNull();
  });

  it("says which row stands for several versions that have rows of their own", () => {
    const models = ["a100-80gb", "a100-pcie-80gb", "l4"];
    const { rows } = matrix(
      models.map((gpuModel) => makeOffer({ gpuModel })),
      [],
    );
    expect(rows.filter((row) => row.isUnspecific).map((row) => row.modelId)).toEqual(["a100-80gb"]);
  });

  it("shows a live cell instead of the same provider's reference cell", () => {
    const { rows } = matrix([makeOffer()], [reference("runpod", "h100-sxm", 1n)]);
    expect(rows[0]?.cells.runpod).toMatchObject({ kind: "live", pricePerGpuHour: "3" });
  });

  it("prefers an offer that can be had over a cheaper one that cannot", () => {
    const soldOut = makeOffer({ availability: "unavailable", pricePerGpuHourMicros: 1_000_000n });
    const cell = matrix([soldOut, makeOffer()], []).rows[0]?.cells.runpod;
    expect(cell).toMatchObject({ pricePerGpuHour: "3", offerCount: 2 });
  });

  it("leaves out slices, vanished offers and models nobody knows", () => {
    const odd = [
      makeOffer({ isPartition: true }),
      makeOffer({ isVanished: true }),
      makeOffer({ gpuModel: null }),
    ];
    expect(matrix(odd, []).rows).toEqual([]);
  });

  it("keeps spot prices beside those on demand, never among them", () => {
    const spot = makeOffer({ pricingModel: "spot", pricePerGpuHourMicros: 1_000_000n });
    const [row] = matrix([makeOffer(), spot], []).rows;
    expect(row?.cells.runpod).toMatchObject({ pricePerGpuHour: "3", offerCount: 1 });
    expect(row?.spot.cells.runpod).toMatchObject({ pricePerGpuHour: "1" });
  });

  it("puts the provider with most fresh offers first", () => {
    const offers = [
      makeOffer({ providerId: "lambda" }),
      makeOffer({ providerId: "lambda", gpuModel: "a10" }),
      makeOffer(),
      makeOffer({ providerId: "vultr", agoMs: 5 * 3_600_000 }),
    ];
    const { providers } = matrix(offers, [reference("aws", "l4", 1n)]);
    expect(providers.map((one) => [one.id, one.freshOfferCount])).toEqual([
      ["lambda", 2],
      ["runpod", 1],
      ["aws", 0],
      ["vultr", 0],
    ]);
  });

  it("names the cloud itself, not its broker, at the same price, and counts its machine once", () => {
    const broker = { providerId: "shadeform", brokeredFrom: "lambda" };
    const offers = [makeOffer(broker), makeOffer({ providerId: "lambda" })];
    const { rows, providers } = matrix(offers, []);
    expect(rows[0]?.cheapest).toEqual({ providerId: "lambda", kind: "live" });
    expect(Object.keys(rows[0]?.cells ?? {}).sort()).toEqual(["lambda", "shadeform"]);
    expect(providers.map((one) => [one.id, one.freshOfferCount])).toEqual([
      ["lambda", 1],
      ["shadeform", 0],
    ]);
    const view = buildHomeView({ now, offers, references: [], moves: [], changes: [] });
    expect(view).toMatchObject({ liveOfferCount: 1, liveProviderCount: 1 });
  });

  it("counts what can be filtered by", () => {
    const { facets } = matrix([makeOffer(), makeOffer({ gpuModel: "mi300x" })], []);
    expect(facets.vendors.map((facet) => facet.value).sort()).toEqual(["AMD", "NVIDIA"]);
    expect(facets.memoriesGb).toEqual([
      { value: "80", count: 1 },
      { value: "192", count: 1 },
    ]);
  });
});

describe("the front page", () => {
  it("has a card for each of the ten most wanted GPUs, prices or not", () => {
    const view = buildHomeView({ now, offers: [], references: [], moves: [], changes: [] });
    expect(view.cards.map((card) => card.modelId)).toEqual([...MOST_WANTED]);
    expect(view.cards.every((card) => card.cheapest === null && card.line.length === 0)).toBe(true);
  });

  it("counts a board that names its form factor for the model that does not", () => {
    const offers = [makeOffer({ gpuModel: "a100-sxm-80gb", pricePerGpuHourMicros: 1_190_000n })];
    const view = buildHomeView({ now, offers, references: [], moves: [], changes: [] });
    const card = view.cards.find((one) => one.modelId === "a100-80gb");
    expect(card).toMatchObject({
      providerCount: 1,
      cheapest: { kind: "live", modelId: "a100-sxm-80gb", pricePerGpuHour: "1.19" },
    });
    expect(view).toMatchObject({ liveOfferCount: 1, liveProviderCount: 1 });
  });
});
