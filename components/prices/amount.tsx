"use client";

import { formatPriceIn } from "@/lib/format/money";
import { useCurrency } from "./currency";

export interface AmountProps {
  /** US dollars as a decimal string. */
  readonly value: string;
}

/** An amount of money in the reader's currency: the one part of a price that needs the browser. */
export function Amount({ value }: AmountProps) {
  return formatPriceIn(value, useCurrency());
}
