import { describe, expect, test } from "vitest";
import { charge, close, moveOn, rateNow } from "@/sandbox/ledger";
import { divideHalfEven, microsToUsd, usdToMicros } from "@/sandbox/money";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const rate = (compute: bigint, storage = 0n) => ({ compute, storage });

describe("a machine's bill", () => {
  test("an hour at 0.44 is 0.44, to the micro-dollar", () => {
    const bill = close(moveOn([], 0, "RUNNING", rate(440_000n)), HOUR_MS);
    expect(charge(bill, SECOND_MS, 9 * HOUR_MS).total).toBe(440_000n);
  });

  test("states of one rate are one run, rounded up to a unit once", () => {
    const booting = moveOn([], 0, "booting", rate(600_000n));
    const bill = close(moveOn(booting, 30_500, "active", rate(600_000n)), 60_500);
    expect(charge(bill, SECOND_MS, 0).total).toBe(10_167n);
    expect(charge(bill, MINUTE_MS, 0).total).toBe(20_000n);
  });

  test("an open bill grows with the clock and never shrinks below nothing", () => {
    const bill = moveOn([], HOUR_MS, "RUNNING", rate(1_000_000n, 500_000n));
    expect(charge(bill, SECOND_MS, 3 * HOUR_MS)).toEqual({
      compute: 2_000_000n,
      storage: 1_000_000n,
      total: 3_000_000n,
    });
    expect(charge(bill, SECOND_MS, 0).total).toBe(0n);
  });

  test("a window takes its part", () => {
    const bill = moveOn([], 0, "RUNNING", rate(1_000_000n));
    const window = { fromMs: HOUR_MS, toMs: 2 * HOUR_MS };
    expect(charge(bill, SECOND_MS, 10 * HOUR_MS, window).total).toBe(1_000_000n);
    expect(charge(bill, SECOND_MS, HOUR_MS / 2, window).total).toBe(0n);
  });

  test("a stopped machine costs its storage alone", () => {
    const running = moveOn([], 0, "RUNNING", rate(1_000_000n, 10n));
    const bill = moveOn(running, HOUR_MS, "EXITED", rate(0n, 20n));
    expect(charge(bill, SECOND_MS, 3 * HOUR_MS).total).toBe(1_000_050n);
    expect(rateNow(bill)).toEqual(rate(0n, 20n));
    expect(rateNow(close(bill, 2 * HOUR_MS))).toEqual(rate(0n));
  });
});

describe("amounts", () => {
  test("dollars go to micro-dollars and back", () => {
    for (const usd of ["0.44", "12.345678", "0.00", "31.92"]) {
      expect(microsToUsd(usdToMicros(usd))).toBe(usd);
    }
    expect(usdToMicros(2.397)).toBe(2_397_000n);
    expect(() => usdToMicros("1.2345678")).toThrow();
    expect(() => usdToMicros("one")).toThrow();
  });

  test("halves go to the even neighbour", () => {
    expect([5n, 15n, 16n, 14n].map((amount) => divideHalfEven(amount, 10n))).toEqual([
      0n,
      2n,
      2n,
      1n,
    ]);
  });
});
