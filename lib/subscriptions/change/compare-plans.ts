import { billingIntervals } from "@/lib/billing/plans";
import { tiers } from "@/lib/billing/tiers";
import type { PlanChoice } from "@/lib/billing/types";

/** When a change holds; `mixed`: one half of it now, the other later, which nobody can mean. */
export type Turn = "same" | "now" | "at-period-end" | "mixed";

/**
 * When a change from one plan to another holds: more of anything now, less of anything once the paid
 * period is over (BILLING T12, T13). A tier up or down decides alone. During a trial nothing is paid
 * yet, so everything holds now.
 */
export function turnOf(
  from: PlanChoice,
  to: PlanChoice,
  { isTrial }: { readonly isTrial: boolean },
): Turn {
  const tier = tiers.indexOf(to.tier) - tiers.indexOf(from.tier);
  const interval = billingIntervals.indexOf(to.interval) - billingIntervals.indexOf(from.interval);
  const seats = to.seats - from.seats;
  const steps = (tier === 0 ? [interval, seats] : [tier]).filter((step) => step !== 0);
  if (steps.length === 0) return "same";
  if (isTrial || steps.every((step) => step > 0)) return "now";
  return steps.every((step) => step < 0) ? "at-period-end" : "mixed";
}
