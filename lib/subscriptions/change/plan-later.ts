import type Stripe from "stripe";
import { idOf } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";
import type { PlanChoice } from "@/lib/billing/types";
import { log } from "@/lib/log";
import type { LiveSubscription } from "./live-subscription";
import { nextItems, phaseItems } from "./next-items";
import { releaseSchedule } from "./release-schedule";

/**
 * Plans another plan for the end of the paid period: a schedule made from the subscription, in two
 * phases, without proration, that lets go once the second has begun (BILLING T13). What was planned
 * before is replaced. Where the phases are refused, a schedule made for them does not stay.
 */
export async function planLater(live: LiveSubscription, to: PlanChoice): Promise<void> {
  const items = phaseItems(await nextItems(live.told.items.data, to));
  const schedule = live.scheduleId
    ? await stripe().subscriptionSchedules.retrieve(live.scheduleId)
    : await stripe().subscriptionSchedules.create({ from_subscription: live.told.id });
  try {
    await stripe().subscriptionSchedules.update(schedule.id, {
      end_behavior: "release",
      phases: [
        currentPhase(schedule, live),
        {
          items,
          duration: { interval: to.interval, interval_count: 1 },
          proration_behavior: "none",
          ...discountsOf(schedule),
        },
      ],
    });
  } catch (error) {
    if (!live.scheduleId) await takeBack(schedule.id);
    throw error;
  }
}

/** The phase that runs, as it is, up to the end of the paid period. */
function currentPhase(
  schedule: Stripe.SubscriptionSchedule,
  { told, periodEnd }: LiveSubscription,
): Stripe.SubscriptionScheduleUpdateParams.Phase {
  const [first] = schedule.phases;
  return {
    items: told.items.data.map(({ price, quantity }) => ({
      price: price.id,
      quantity: quantity ?? 1,
    })),
    start_date: schedule.current_phase?.start_date ?? first?.start_date ?? told.start_date,
    end_date: periodEnd,
    proration_behavior: "none",
    ...discountsOf(schedule),
  };
}

/** Discounts go on through both phases; unsaid, they would end with the plan before. */
function discountsOf({ phases }: Stripe.SubscriptionSchedule) {
  const discounts = (phases[0]?.discounts ?? []).flatMap(({ discount }) => {
    const id = idOf(discount);
    return id ? [{ discount: id }] : [];
  });
  return discounts.length > 0 ? { discounts } : {};
}

async function takeBack(scheduleId: string): Promise<void> {
  try {
    await releaseSchedule(scheduleId);
  } catch (error) {
    // It holds the subscription as it is; the next change or cancellation takes it up.
    log.error("a schedule without a plan could not be released", {
      scheduleId,
      error: String(error),
    });
  }
}
