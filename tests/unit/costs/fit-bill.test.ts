import fc from "fast-check";
import { expect, it } from "vitest";
import { fitBill } from "@/lib/costs/fit-bill";
import { costOf } from "@/lib/costs/meter";

const start = new Date("2026-11-01T00:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const HOURLY = 3_600_000n;

const stretch = (fromS: number, toS: number, ratePerHourMicros = HOURLY) => ({
  id: `seg-${fromS}`,
  ratePerHourMicros,
  fromAt: after(fromS),
  toAt: after(toS),
});

it("counts what stretches of use cost, an open one up to now", () => {
  const open = { ratePerHourMicros: HOURLY, fromAt: after(100), toAt: null };
  expect(costOf([stretch(0, 100, 0n), open], after(110))).toBe(10_000n);
  expect(costOf([open], after(50))).toBe(0n);
});

it("ends use when the bill says, between last seen and noticed", () => {
  const fit = fitBill([stretch(0, 160)], 130_000n, after(100));
  expect(fit).toEqual({ segmentId: "seg-0", toAt: after(130) });
});

it("does not believe a bill that ends use before the machine was last seen", () => {
  expect(fitBill([stretch(0, 160)], 20_000n, after(100))).toBeNull();
  expect(fitBill([stretch(0, 160)], 0n, after(100))).toBeNull();
});

it("does not believe a bill that ends use long after it was over", () => {
  expect(fitBill([stretch(0, 160)], 900_000n, after(100))).toBeNull();
});

it("corrects the last stretch that cost anything, whatever came before and after", () => {
  const stretches = [stretch(0, 60), stretch(60, 120, 360_000n), stretch(120, 200, 0n)];
  const fit = fitBill(stretches, 60_000n + 5_000n, after(90));
  expect(fit).toEqual({ segmentId: "seg-60", toAt: after(110) });
});

it("agrees with the bill it believes, within what a millisecond costs", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 10_000n, max: 100_000_000n }),
      fc.integer({ min: 60, max: 100_000 }),
      fc.integer({ min: 0, max: 60 }),
      (rate, lastedS, unseenS) => {
        const used = stretch(0, lastedS, rate);
        const truth = stretch(0, lastedS - unseenS, rate);
        const billed = costOf([truth], after(lastedS));
        const fit = fitBill([used], billed, truth.toAt);
        const ledger = costOf([{ ...used, toAt: fit?.toAt ?? null }], after(lastedS));
        const off = ledger - billed;
        expect(off < 0n ? -off : off).toBeLessThanOrEqual(rate / 3_600_000n + 1n);
      },
    ),
  );
});
