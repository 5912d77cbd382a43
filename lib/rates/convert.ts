import { divideHalfEven, type Micros } from "@/lib/money";
import type { Rates } from "./types";

const SCALE = 1_000_000_000n;

/**
 * Millionths of one currency as millionths of another at the day's rates, rounded once, half-even;
 * `null` where the rates lack one of the two.
 */
export function convertMicros(
  amount: Micros,
  { from, to, rates }: { readonly from: string; readonly to: string; readonly rates: Rates },
): Micros | null {
  if (from === to) return amount;
  const [source, target] = [rateOf(from, rates), rateOf(to, rates)];
  if (source === null || target === null) return null;
  return divideHalfEven(amount * target, source);
}

/** Units of a currency for one dollar, to the billionth; `null` where the rates lack one. */
export function perDollar(currency: string, rates: Rates): string | null {
  const [dollars, units] = [rateOf("USD", rates), rateOf(currency, rates)];
  if (dollars === null || units === null) return null;
  const digits = divideHalfEven(units * SCALE, dollars)
    .toString()
    .padStart(10, "0");
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

/** Billionths of a unit for one euro. */
function rateOf(currency: string, { perEuro }: Rates): bigint | null {
  if (currency === "EUR") return SCALE;
  const [whole = "", fraction = ""] = (perEuro[currency] ?? "").split(".");
  if (!/^\d+$/.test(whole)) return null;
  const rate = BigInt(whole) * SCALE + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return rate > 0n ? rate : null;
}
