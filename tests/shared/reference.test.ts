import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { microsFromDecimal } from "@/lib/money";
import { type ReferenceOffer, readReferenceSnapshot } from "@/lib/prices/reference-snapshot";
import { type CsvRow, readCsv } from "@/scripts/make-reference/csv";
import { makeReference } from "@/scripts/make-reference/make";

const prices = join(process.env.SHARED_DIR ?? "../shared", "prices");
const made = makeReference(prices);

describe("the committed reference files", () => {
  it.each([...made.keys()])("%s is what the script makes of the price facts", (path) => {
    expect(readFileSync(path, "utf8") === made.get(path)).toBe(true);
  });

  it("are made alike every time", () => {
    expect(makeReference(prices)).toEqual(made);
  });

  it("stay within their limits", () => {
    const { offers, lows } = readReferenceSnapshot("prisma/reference");
    expect(offers.length).toBeLessThanOrEqual(3_000);
    expect(lows.length).toBeLessThanOrEqual(20_000);
    const bytes = [...made].filter(([path]) => path.startsWith("prisma/")).map(([, text]) => text);
    expect(bytes.join("").length).toBeLessThan(2_000_000);
  });
});

describe("every reference offer", () => {
  const rows = Map.groupBy(readCsv(join(prices, "offers.csv")), (row) =>
    [row.provider, row.gpu_model, row.observed_at?.slice(0, 10)].join("|"),
  );
  const { offers, sources } = readReferenceSnapshot("prisma/reference");

  it("has the price, count and place of a row that its source published", () => {
    const lost = offers.filter((offer) => {
      const found = rows.get([offer.providerId, offer.spelling, offer.observedOn].join("|")) ?? [];
      return !found.some((row) => isRowOf(row, offer, sources[offer.sourceIndex]?.name ?? ""));
    });
    expect(lost).toEqual([]);
  });
});

function isRowOf(row: CsvRow, offer: ReferenceOffer, source: string): boolean {
  const price = offer.pricingModel === "spot" ? row.price_spot_usd_hr : row.price_on_demand_usd_hr;
  return (
    row.source_repo === source &&
    microsFromDecimal(price ?? "") === offer.pricePerHourMicros &&
    Number(row.gpu_count) === offer.gpuCount &&
    (row.region ?? "") === (offer.region ?? "") &&
    (row.offer_name ?? "") === (offer.offerName ?? "") &&
    (row.tier ?? "") === (offer.tier ?? "")
  );
}
