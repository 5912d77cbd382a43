import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  costOfDuration,
  divideHalfEven,
  microsFromDecimal,
  microsFromNumber,
  microsToDecimal,
} from "@/lib/money";

describe("reading money", () => {
  test("a price keeps every micro-dollar it was written with", () => {
    expect(microsFromDecimal("2.397")).toBe(2_397_000n);
    expect(microsFromDecimal("98.32")).toBe(98_320_000n);
    expect(microsFromDecimal("0.0218")).toBe(21_800n);
    expect(microsFromNumber(0.1)).toBe(100_000n);
    expect(microsFromNumber(1e-7)).toBe(0n);
  });

  test("a half micro-dollar goes to the even side, once", () => {
    expect(microsFromDecimal("0.0000005")).toBe(0n);
    expect(microsFromDecimal("0.0000015")).toBe(2n);
    expect(microsFromDecimal("0.0000025")).toBe(2n);
    expect(microsFromDecimal("0.00000250000001")).toBe(3n);
  });

  test.each(["", "1.", ".5", "1,5", "1e3", "NaN", "--1", "1 ", "0x10", "9".repeat(16)])(
    "%j is not an amount",
    (text) => {
      expect(microsFromDecimal(text)).toBeNull();
    },
  );

  test("a number that is not finite is not an amount", () => {
    expect(microsFromNumber(Number.NaN)).toBeNull();
    expect(microsFromNumber(Number.POSITIVE_INFINITY)).toBeNull();
  });

  test("what is written on the wire reads back the same", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), (micros) => {
        expect(microsFromDecimal(microsToDecimal(micros))).toBe(micros);
      }),
    );
  });
});

describe("cost of time", () => {
  test("an hour costs the hourly rate and a second its 3,600th part", () => {
    expect(costOfDuration(2_690_000n, 3_600_000)).toBe(2_690_000n);
    expect(costOfDuration(3_600_000n, 1_000)).toBe(1_000n);
  });

  test("rounding never strays more than half a micro-dollar from the true quotient", () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 15n), 10n ** 15n),
        fc.bigInt(1n, 10n ** 9n),
        (dividend, divisor) => {
          const error = divideHalfEven(dividend, divisor) * divisor - dividend;
          expect((error < 0n ? -error : error) * 2n <= divisor).toBe(true);
        },
      ),
    );
  });
});
