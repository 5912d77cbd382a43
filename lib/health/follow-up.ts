import type { HealthState } from "@/lib/generated/prisma/client";
import type { Scope } from "@/lib/health/blindness";
import type { Standing } from "@/lib/health/verdict";

/** What is stored of a verdict, as far as it says whether anything follows from the next one. */
export type Before = Pick<HealthState, "verdict" | "fault" | "firstAct" | "scope" | "isFlapping">;

/** `nothing`: it stands there already; `verdict`: it is written, and nobody hears of it. */
export type FollowUp = "nothing" | "verdict" | "conclusion";

/**
 * How much follows from a verdict. Well, or suspect, after well or suspect is a verdict and no more:
 * nobody was told of anything and no incident is open. Pure.
 */
export function followUpOf(before: Before, next: Standing, scope: Scope | null): FollowUp {
  if (before.isFlapping) return "conclusion";
  const isSameScope = next.fault === null || scope === null || scope === before.scope;
  const isSame = next.verdict === before.verdict && next.fault === before.fault;
  if (isSame && isSameScope && next.firstAct === before.firstAct) return "nothing";
  return isQuiet(before.verdict, before.fault) && isQuiet(next.verdict, next.fault)
    ? "verdict"
    : "conclusion";
}

function isQuiet(verdict: string, fault: string | null): boolean {
  if (verdict === "unknown") return fault === null;
  return verdict === "healthy" || verdict === "suspect";
}
