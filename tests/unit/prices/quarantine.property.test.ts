import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Evidence, heldReasons, judge } from "@/lib/prices/quarantine";

const rates = { day: "2026-10-06", perEuro: { USD: "1.1269", INR: "108.6615" } };
const amount = fc.bigInt({ min: 1_000n, max: 90_000_000n });
const count = fc.constantFrom(1, 2, 4, 8, 16);
const evidence: fc.Arbitrary<Evidence> = fc.record({
  past: fc.option(amount),
  expected: fc.option(
    fc.record({ micros: fc.double({ min: 1_000, max: 1e9, noNaN: true }), isEven: fc.boolean() }),
  ),
  kin: fc.array(fc.double({ min: 1_000, max: 1e8, noNaN: true }), { maxLength: 8 }),
  market: fc.option(
    fc.record({
      middle: fc.double({ min: 7, max: 19, noNaN: true }),
      spread: fc.double({ min: 0, max: 2, noNaN: true }),
      slack: fc.constantFrom(0, Math.log(3)),
    }),
  ),
});

describe("the quarantine, whatever it is given", () => {
  it("answers one of its reasons, or believes", () => {
    const anyPrice = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(
        anyPrice,
        fc.double(),
        fc.boolean(),
        evidence,
        (price, gpuCount, isWhole, known) => {
          const verdict = judge({ perHourMicros: price, gpuCount, isWhole }, known, rates);
          if (verdict !== null) expect(heldReasons).toContain(verdict.reason);
          if (price <= 0n) expect(verdict).toEqual({ reason: "zero" });
        },
      ),
    );
  });

  it("believes what it believed before as long as it does not move", () => {
    fc.assert(
      fc.property(amount, count, evidence, (price, gpuCount, known) => {
        const same = { perHourMicros: price, gpuCount, isWhole: true };
        expect(judge(same, { ...known, past: price }, rates)).toBeNull();
      }),
    );
  });

  it("holds ten times, a hundred times and a tenth of what was believed", () => {
    fc.assert(
      fc.property(amount, count, evidence, (past, gpuCount, known) => {
        for (const perHourMicros of [past * 10n, past * 100n, past / 10n]) {
          const price = { perHourMicros, gpuCount, isWhole: true };
          expect(judge(price, { ...known, past }, rates)?.reason).toBe("sudden");
        }
      }),
    );
  });

  it("does not depend on the currency's unit: all prices times a number are judged alike", () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        count,
        fc.bigInt({ min: 2n, max: 50n }),
        (price, past, gpuCount, times) => {
          const verdict = (factor: bigint) =>
            judge(
              { perHourMicros: price * factor, gpuCount, isWhole: false },
              { past: past * factor, expected: null, kin: [], market: null },
              rates,
            );
          expect(verdict(times)).toEqual(verdict(1n));
        },
      ),
    );
  });
});
