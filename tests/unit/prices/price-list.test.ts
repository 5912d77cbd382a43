import { describe, expect, it } from "vitest";
import { readPriceList } from "@/lib/prices/price-list";

const row = (offer: string | null, region: string, micros: number, gpuCount = 1) => ({
  offer,
  kind: "l4/on-demand",
  region,
  gpuCount,
  micros,
});

describe("a price list that is read as a whole", () => {
  const surcharges = [
    ["us", 1],
    ["eu", 1.1],
    ["asia", 1.3],
    ["brazil", 1.7],
  ] as const;
  const rows = ["small", "middle", "large"].flatMap((offer, at) =>
    surcharges.map(([region, factor]) => row(offer, region, 1_000_000 * (at + 1) * factor)),
  );

  it("lets expect of an offer its price elsewhere and what its region adds", () => {
    const read = readPriceList(rows);
    for (const one of rows) expect(read(one).expected?.micros).toBeCloseTo(one.micros, -2);
  });

  it("expects the right price also of the one row that is wrong", () => {
    const wrong = row("middle", "brazil", 340_000);
    const list = [
      ...rows.filter((one) => one.offer !== "middle" || one.region !== "brazil"),
      wrong,
    ];
    expect(readPriceList(list)(wrong).expected?.micros).toBeCloseTo(3_400_000, -2);
  });

  it("expects nothing of an offer that stands in one place, and compares it with its kin", () => {
    const single = row("rare", "us", 8_000_000, 4);
    const { expected, kin } = readPriceList([...rows, single])(single);
    expect(expected).toBeNull();
    expect(kin).toHaveLength(rows.length);
  });

  it("does not take offers without a name for one and the same", () => {
    const nameless = ["us", "eu", "asia"].map((region) => row(null, region, 1_000_000));
    const [first] = nameless;
    expect(first && readPriceList(nameless)(first).expected).toBeNull();
  });
});
