import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backTest, QUIET_MS, shouldFire } from "@/lib/alerts/firings";

const start = Date.parse("2026-09-01T00:00:00Z");
const HOUR_MS = 3_600_000;
const step = (hours: number, pricePerGpuHour: string | null) => ({
  at: new Date(start + hours * HOUR_MS).toISOString(),
  pricePerGpuHour,
});
const limit = 1_800_000n;
const until = new Date(start + 10_000 * HOUR_MS);

describe("an alert", () => {
  it("tells when the price comes down to its limit, not while it stays there", () => {
    const line = [step(0, "2"), step(10, "1.8"), step(20, "1.7"), step(30, "1.75")];
    const { firings, lowest, now, knownSince } = backTest(line, limit, until);
    expect(firings).toEqual([{ at: step(10, null).at, pricePerGpuHour: "1.8" }]);
    expect({ lowest, now, knownSince }).toEqual({
      lowest: "1.7",
      now: "1.75",
      knownSince: step(0, null).at,
    });
  });

  it("tells again after the price has been above, or nobody sold", () => {
    const line = [
      step(0, "1.5"),
      step(10, "1.9"),
      step(20, "1.6"),
      step(30, null),
      step(40, "1.6"),
    ];
    expect(backTest(line, limit, until).firings).toHaveLength(3);
  });

  it("does not tell twice within six hours, however often a price flaps", () => {
    const line = Array.from({ length: 24 }, (_, hour) => step(hour, hour % 2 ? "1.9" : "1.7"));
    expect(backTest(line, limit, until).firings.map(({ at }) => at)).toEqual(
      [0, 6, 12, 18].map((hour) => step(hour, null).at),
    );
  });

  it("tells of a fall within the quiet time when that is over, if the price is still there", () => {
    const line = [step(0, "1.7"), step(1, "1.9"), step(2, "1.6"), step(20, "2")];
    expect(backTest(line, limit, until).firings.map(({ at }) => at)).toEqual([
      step(0, null).at,
      step(6, null).at,
    ]);
    const gone = [step(0, "1.7"), step(1, "1.9"), step(2, "1.6"), step(3, "2")];
    expect(backTest(gone, limit, until).firings).toHaveLength(1);
  });

  it("says nothing of a past without prices", () => {
    expect(backTest([], limit, until)).toEqual({
      firings: [],
      knownSince: null,
      lowest: null,
      now: null,
    });
  });

  it("never tells above its limit, nor closer together than its quiet time", () => {
    const points = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.option(fc.integer({ min: 1, max: 400 }))),
    );
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 400 }), (steps, cents) => {
        let hours = 0;
        const line = steps.map(([gap, price]) => {
          hours += gap;
          return step(hours, price === null ? null : (price / 100).toFixed(2));
        });
        const { firings } = backTest(line, BigInt(cents) * 10_000n, until);
        const times = firings.map(({ at }) => Date.parse(at));
        expect(firings.every((one) => Number(one.pricePerGpuHour) <= cents / 100)).toBe(true);
        expect(times.every((at, i) => i === 0 || at - (times[i - 1] ?? 0) >= QUIET_MS)).toBe(true);
      }),
    );
  });

  it("is not told of by a price that was at the limit already", () => {
    const alert = { maxMicros: limit, isArmed: false, lastFiredAt: null };
    expect(shouldFire(limit, alert, new Date(start))).toBe(false);
    expect(shouldFire(limit, { ...alert, isArmed: true }, new Date(start))).toBe(true);
    expect(shouldFire(null, { ...alert, isArmed: true }, new Date(start))).toBe(false);
  });
});
