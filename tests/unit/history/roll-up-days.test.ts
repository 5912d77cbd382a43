import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeDays } from "@/lib/history/merge-days";
import { rollUpDays } from "@/lib/history/roll-up-days";
import type { PriceMove } from "@/lib/prices/price-line";

const from = new Date("2026-11-20T00:00:00Z");
const now = new Date("2026-11-22T12:00:00Z");
const move = (
  time: string,
  price: bigint | null,
  providerId = "runpod",
  isListPrice = false,
): PriceMove => ({
  providerId,
  gpuModel: "h100-sxm",
  at: new Date(`2026-11-${time}:00Z`),
  pricePerGpuHourMicros: price,
  isListPrice,
});

it("rolls the lowest price of any provider up by UTC day", () => {
  const moves = [
    move("01T00:00", 3n),
    move("20T06:00", 5n),
    move("20T07:00", 4n),
    move("21T12:00", 2n, "lambda"),
  ];
  expect(rollUpDays(moves, { from, now })).toMatchObject([
    { day: "2026-11-20", low: 3n, high: 5n, typical: 4n, first: 3n, last: 4n, providerCount: 1 },
    { day: "2026-11-21", low: 2n, high: 4n, typical: 2n, first: 4n, last: 2n, providerCount: 2 },
    { day: "2026-11-22", low: 2n, high: 2n, typical: 2n, first: 2n, last: 2n, providerCount: 2 },
  ]);
});

it("takes no list price while a card can be had, and says of a day that it knew none else", () => {
  const moves = [
    move("20T00:00", 2n, "aws", true),
    move("21T00:00", 5n),
    move("22T00:00", 6n),
    move("22T06:00", null),
  ];
  const days = rollUpDays(moves, { from, now });
  expect(days.map(({ low, high, isListPrice }) => [low, high, isListPrice])).toEqual([
    [2n, 2n, true],
    [5n, 5n, false],
    [2n, 6n, false],
  ]);
});

it("has no row for a day on which nobody sold, and counts no time without a price", () => {
  const moves = [move("20T00:00", 3n), move("20T01:00", null), move("22T11:00", 7n)];
  const rows = rollUpDays(moves, { from, now });
  expect(rows.map(({ day, typical }) => [day, typical])).toEqual([
    ["2026-11-20", 3n],
    ["2026-11-22", 7n],
  ]);
});

it("knows the price of a day that has just begun", () => {
  expect(rollUpDays([move("22T12:00", 3n)], { from, now })).toMatchObject([
    { day: "2026-11-22", low: 3n, typical: 3n },
  ]);
});

it("gives the same days whether they are rolled up together or one by one", () => {
  const moves = fc.array(
    fc.record({
      minutes: fc.integer({ min: -3_000, max: 3_600 }),
      price: fc.option(fc.bigInt({ min: 1n, max: 9n })),
      provider: fc.constantFrom("a", "b", "c"),
      isList: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(moves, (steps) => {
      const all = steps.map(({ minutes, price, provider, isList }) => ({
        providerId: provider,
        gpuModel: "l4",
        at: new Date(from.getTime() + minutes * 60_000),
        pricePerGpuHourMicros: price,
        isListPrice: isList,
      }));
      const day = new Date("2026-11-21T00:00:00Z");
      const split = [
        ...rollUpDays(
          all.filter(({ at }) => at < day),
          { from, now: day },
        ).filter((row) => row.day === "2026-11-20"),
        ...rollUpDays(all, { from: day, now }),
      ];
      expect(split).toEqual(rollUpDays(all, { from, now }));
    }),
  );
});

it("takes of several models the lower price", () => {
  const prices = { low: 2n, high: 5n, typical: 3n, first: 4n, last: 4n };
  const row = { ...prices, isListPrice: false, providerCount: 1 };
  const merged = mergeDays([
    { ...row, day: "2026-11-21" },
    { ...row, day: "2026-11-20" },
    { ...row, day: "2026-11-21", low: 3n, high: 4n, typical: 2n, providerCount: 4 },
  ]);
  expect(merged).toEqual([
    { ...row, day: "2026-11-20" },
    { ...row, day: "2026-11-21", low: 2n, high: 4n, typical: 2n, providerCount: 4 },
  ]);
});

it("takes of several models a list price only where none else is known", () => {
  const prices = { low: 2n, high: 2n, typical: 2n, first: 2n, last: 2n };
  const list = { ...prices, day: "2026-11-20", isListPrice: true, providerCount: 3 };
  const dear = { low: 5n, high: 5n, typical: 5n, first: 5n, last: 5n };
  const sold = { ...dear, day: "2026-11-20", isListPrice: false, providerCount: 1 };
  for (const rows of [
    [list, sold],
    [sold, list],
  ]) {
    expect(mergeDays(rows)).toEqual([{ ...sold, providerCount: 3 }]);
  }
  expect(mergeDays([list])).toEqual([list]);
});
