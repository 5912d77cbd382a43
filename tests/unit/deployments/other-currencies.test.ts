import { expect, it } from "vitest";
import { inOtherCurrencies } from "@/lib/deployments/steps/read-launch";
import { convertMicros } from "@/lib/rates/convert";

const ratesAt = (USD: string) => ({ day: "2026-10-06", perEuro: { USD, INR: "108.6615" } });

it("what was agreed to in dollars is no less than what it was converted from, nor much more", () => {
  for (const [currency, native] of [
    ["EUR", 2_520_001n],
    ["INR", 42_400_007n],
  ] as const) {
    const then = ratesAt("1.1269");
    const dollars = convertMicros(native, { from: currency, to: "USD", rates: then }) ?? 0n;
    for (const today of ["1.1269", "1.1220", "1.1320"]) {
      const agreed = inOtherCurrencies(dollars, ratesAt(today))?.[currency] ?? 0n;
      expect(agreed).toBeGreaterThanOrEqual(native);
      expect(Number(agreed)).toBeLessThan(Number(native) * 1.02);
    }
  }
});

it("a currency whose rate is not known is left out, and so are dollars themselves", () => {
  expect(Object.keys(inOtherCurrencies(1_000_000n, ratesAt("1.1269")) ?? {})).toEqual([
    "EUR",
    "INR",
  ]);
});
