import type { CostPart } from "@/lib/costs/types";
import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";

/** More slices than these cannot be told apart. */
const MOST_SLICES = 5;

export interface PieSlice {
  /** `null` for the rest of the parts. */
  readonly name: string | null;
  /** How many parts it stands for. */
  readonly count: number;
  /** Decimal dollars. */
  readonly amount: string;
  /** Of the whole, from 0 to 1. */
  readonly share: number;
}

/**
 * The dearest parts, one slice each, and one for all the rest of them; a rest of one is shown by its
 * own name. Pure; `parts` the dearest first.
 */
export function pieSlices(parts: readonly CostPart[]): readonly PieSlice[] {
  const shown = parts.length <= MOST_SLICES + 1 ? parts.length : MOST_SLICES;
  const whole = sumOf(parts);
  const sliceOf = (name: string | null, own: readonly CostPart[]): PieSlice => {
    const sum = sumOf(own);
    const share = whole === 0n ? 0 : Number(sum) / Number(whole);
    return { name, count: own.length, amount: microsToDecimal(sum), share };
  };
  const rest = parts.slice(shown);
  return [
    ...parts.slice(0, shown).map((part) => sliceOf(part.name, [part])),
    ...(rest.length > 0 ? [sliceOf(null, rest)] : []),
  ];
}

const sumOf = (parts: readonly CostPart[]): Micros =>
  parts.reduce((sum, { amount }) => sum + (microsFromDecimal(amount) ?? 0n), 0n);
