import { requireSold } from "@/lib/billing/sold";
import type { PlanChoice } from "@/lib/billing/types";
import { AppError } from "@/lib/errors";
import { requireSeatsFor } from "../require-seats";
import { turnOf } from "./compare-plans";
import { trialTurn } from "./forecast";
import type { LiveSubscription } from "./live-subscription";

/** When a wished change would hold; `same`: there is nothing to change. */
export type PossibleTurn = "same" | "now" | "at-period-end";

/**
 * Whether and when a subscription may become another plan. Throws `conflict`: `plan-unknown` for one
 * set up by hand, `pay-first` while a payment is missing, `resume-first` for one that was cancelled,
 * `card-needed` for one paid by bank debit that would be charged now: the bank answers in days, and
 * nothing may hold before it is paid (Stripe, "Pending updates"); `change-one-by-one` for a wish that would hold half now and half later; and what seats and tiers say.
 */
export async function requireChange(
  teamId: string,
  live: LiveSubscription,
  to: PlanChoice,
): Promise<{ readonly from: PlanChoice; readonly turn: PossibleTurn }> {
  const { told, plan: from, isTrial } = live;
  if (!from) throw new AppError("conflict", "plan-unknown");
  if (told.cancel_at_period_end || told.cancel_at !== null) {
    throw new AppError("conflict", "resume-first");
  }
  if (told.status !== "active" && told.status !== "trialing") {
    throw new AppError("conflict", "pay-first");
  }
  if (to.tier !== from.tier) requireSold(to.tier);
  const turn = turnOf(from, to, { isTrial });
  if (turn === "mixed") throw new AppError("conflict", "change-one-by-one");
  if (turn === "now" && trialTurn(live, to) !== "goes-on") requireCard(live);
  if (turn !== "same") await requireSeatsFor(teamId, to);
  return { from, turn };
}

/** Methods that are paid, or refused, at once. */
const quick: readonly string[] = ["card", "link"];

function requireCard({ methodKind }: LiveSubscription): void {
  if (methodKind === null || quick.includes(methodKind)) return;
  throw new AppError("conflict", "card-needed");
}
