import { expect, it } from "vitest";
import { type BillFacts, causeOf } from "@/lib/costs/bills/cause";
import { nextNight } from "@/lib/costs/next-night";
import { endOfStartedUnit, paidUntil, worthOfUnits } from "@/lib/costs/started-unit";

const HOUR_MS = 3_600_000;
const at = new Date("2026-03-20T00:00:00Z");
const before = (hours: number) => new Date(at.getTime() - hours * HOUR_MS);

/** Counted 100 dollars at 2 dollars an hour. */
function billed(difference: bigint, more: Partial<BillFacts> = {}) {
  const counted = 100_000_000n;
  const compared = { at, counted, billed: counted + difference, unit: 556n };
  return causeOf({ isTold: true, compared, endedAt: null, perHour: 2_000_000n, ...more });
}

it("says only of a bill that is the same to the micro that nothing is apart", () => {
  expect(billed(0n)).toBe("equal");
  expect(billed(1n)).toBe("unit");
  expect(billed(-556n)).toBe("unit");
  expect(billed(557n)).toBe("rounding");
  expect(billed(-4_999n)).toBe("rounding");
  expect(billed(5_000n)).toBe("unknown");
});

it("takes a bill for unfinished only while it may be, and by no more than a day's use", () => {
  expect(billed(-2_000_000n)).toBe("late");
  expect(billed(-48_000_001n)).toBe("unknown");
  expect(billed(-2_000_000n, { endedAt: before(23) })).toBe("late");
  expect(billed(-2_000_000n, { endedAt: before(24) })).toBe("unknown");
  expect(billed(2_000_000n)).toBe("unknown");
});

it("takes nothing for equal that was not compared", () => {
  expect(billed(0n, { compared: null })).toBe("not-compared");
  expect(billed(0n, { isTold: false })).toBe("not-told");
  expect(billed(0n, { isTold: false, compared: null })).toBe("not-told");
});

it("pays a unit that has begun in full, and none that has not", () => {
  const from = new Date("2026-03-01T10:00:00.250Z");
  const after = (ms: number) => new Date(from.getTime() + ms);
  expect(endOfStartedUnit(from, after(1), 3_600)).toEqual(after(HOUR_MS));
  expect(endOfStartedUnit(from, after(HOUR_MS), 3_600)).toEqual(after(HOUR_MS));
  expect(endOfStartedUnit(from, after(HOUR_MS + 1), 3_600)).toEqual(after(2 * HOUR_MS));
  expect(endOfStartedUnit(from, after(60_001), 60)).toEqual(after(120_000));
  expect(endOfStartedUnit(from, from, 60)).toEqual(from);
});

it("pays what is billed at least in full, in whole units, and nothing on top of longer use", () => {
  const from = new Date("2026-03-01T10:00:00.250Z");
  const after = (minutes: number) => new Date(from.getTime() + minutes * 60_000);
  const final = { unitSeconds: 60, leastMinutes: 60 };
  expect(paidUntil(from, after(0.1), final)).toEqual(after(60));
  expect(paidUntil(from, after(60.5), final)).toEqual(after(61));
  expect(paidUntil(from, after(1), { unitSeconds: 3_600, leastMinutes: 90 })).toEqual(after(120));
  expect(paidUntil(from, after(0.1), { unitSeconds: 60, leastMinutes: 0 })).toEqual(after(1));
});

it("lets each stretch differ by one unit of its own rate", () => {
  const rates = [{ ratePerHourMicros: 3_600_000n }, { ratePerHourMicros: 0n }];
  expect(worthOfUnits(rates, 1)).toBe(1_000n);
  expect(worthOfUnits(rates, 3_600)).toBe(3_600_000n);
});

it("compares what runs at the next midnight, never at this one", () => {
  expect(nextNight(new Date("2026-03-19T23:59:59.999Z"))).toEqual(at);
  expect(nextNight(before(24))).toEqual(at);
});
