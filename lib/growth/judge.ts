import type { Share } from "./figure";
import type { FigureView } from "./schema";

/**
 * A share in percent with one decimal, rounded down so that a goal is never said to be reached
 * before it is, and whether it is above its goal. Nobody counted: no share.
 */
export function judge(
  { numerator, denominator }: Share,
  goalPercent: number,
): Pick<FigureView, "percent" | "isReached"> {
  if (denominator === 0) return { percent: null, isReached: null };
  const permille = Math.floor((numerator * 1_000) / denominator);
  return {
    percent: `${Math.floor(permille / 10)}.${permille % 10}`,
    isReached: numerator * 100 > goalPercent * denominator,
  };
}
