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

/** Billionths of a unit for one euro. */
function rateOf(currency: string, { perEuro }: Rates): bigint | null {
  if (currency === "EUR") return SCALE;
  const [whole = "", fraction = ""] = (perEuro[currency] ?? "").split(".");
  if (!/^\d+$/.test(whole)) return null;
  const rate = BigInt(whole) * SCALE + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return rate > 0n ? rate : null;
}
