import { divideHalfEven, microsFromDecimal } from "@/lib/money";
import type { Rates } from "./types";

/** Currencies of providers and readers; nothing else of the file is kept. */
const wanted: readonly string[] = ["USD", "CNY", "GBP", "INR"];
/** Without these nothing can be shown. */
const needed: readonly string[] = ["USD", "CNY"];
/** No major currency moves so much from one file to the next. */
const LARGEST_MOVE_PERCENT = 20n;

export type RatesVerdict =
  | { readonly kind: "take"; readonly rates: Rates }
  | { readonly kind: "keep"; readonly reason: "incomplete" | "absurd" | "older" | "future" };

/** Whether newly read rates may take the place of the last known ones. */
export function judgeRates(read: Rates, known: Rates, now: Date): RatesVerdict {
  const perEuro = Object.fromEntries(
    wanted.flatMap((currency) => {
      const rate = read.perEuro[currency];
      return rate === undefined ? [] : [[currency, rate]];
    }),
  );
  if (needed.some((currency) => !(currency in perEuro))) {
    return { kind: "keep", reason: "incomplete" };
  }
  if (read.day < known.day) return { kind: "keep", reason: "older" };
  if (read.day > now.toISOString().slice(0, 10)) return { kind: "keep", reason: "future" };
  const isAbsurd = Object.entries(perEuro).some(
    ([currency, rate]) => !isPossible(rate, known.perEuro[currency]),
  );
  if (isAbsurd) return { kind: "keep", reason: "absurd" };
  return { kind: "take", rates: { day: read.day, perEuro } };
}

function isPossible(rate: string, last: string | undefined): boolean {
  const size = microsFromDecimal(rate);
  if (size === null || size <= 0n) return false;
  const before = last === undefined ? null : microsFromDecimal(last);
  if (before === null || before <= 0n) return true;
  const moved = size > before ? size - before : before - size;
  return divideHalfEven(moved * 10_000n, before) <= LARGEST_MOVE_PERCENT * 100n;
}
