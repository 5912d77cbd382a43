import type { PlanChoice } from "@/lib/billing/types";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { turnOf } from "./compare-plans";
import { type LiveSubscription, liveSubscription } from "./live-subscription";
import { planLater } from "./plan-later";
import { plannedOf } from "./planned";
import { releaseSchedule } from "./release-schedule";

export interface TeamSubscription {
  readonly teamId: string;
  readonly live: LiveSubscription;
}

/**
 * Does something to a subscription that ends what was planned for it. Where it fails, the plan is made
 * again (BILLING T13); where even that fails, `provider: planned-lost` says so. Answers whether
 * something was planned.
 */
export async function withoutPlanned<T>(
  { teamId, live }: TeamSubscription,
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly hadPlanned: boolean }> {
  const planned = await plannedOf(live);
  if (live.scheduleId) await releaseSchedule(live.scheduleId);
  try {
    return { answer: await work(), hadPlanned: planned !== null };
  } catch (error) {
    if (planned) await planAgain({ teamId, live }, planned);
    throw error;
  }
}

/** Unless what failed was done all the same and only its answer lost. */
async function planAgain({ teamId, live }: TeamSubscription, planned: PlanChoice): Promise<void> {
  try {
    const now = await liveSubscription(teamId);
    if (isAsBefore(live, now)) await planLater(now, planned);
  } catch (cause) {
    log.error("a planned change was dropped and could not be planned again", { teamId });
    throw new AppError("provider", "planned-lost", { cause });
  }
}

function isAsBefore(before: LiveSubscription, now: LiveSubscription): boolean {
  if (!before.plan || !now.plan || now.scheduleId) return false;
  const { cancel_at_period_end: ends, pending_update: waits } = now.told;
  return !ends && !waits && turnOf(before.plan, now.plan, { isTrial: false }) === "same";
}
