import type Stripe from "stripe";
import { planOfLines } from "@/lib/billing/plan-of-items";
import { parseInterval } from "@/lib/billing/plans";
import { at, idOf } from "@/lib/billing/references";
import type { Subscription } from "@/lib/generated/prisma/client";
import { monthlyWorth } from "@/lib/payments/monthly-worth";
import type { CustomerTold, ReadSubscription } from "@/lib/payments/read-customer";
import { firstFailedAt, subscriptionOf } from "./money-rows";

interface Around {
  readonly teamId: string;
  readonly customerId: string;
  readonly readAt: Date;
  readonly told: CustomerTold;
  /** The row as it was. */
  readonly before: Subscription | undefined;
}

/**
 * The row of a subscription, and the ids of its prices that nobody here made: with one of those the
 * last tier stays, neither free nor the highest (BILLING T10).
 */
export function toSubscription(
  { subscription, schedule, nextCharge }: ReadSubscription,
  { teamId, customerId, readAt, told, before }: Around,
) {
  const items = subscription.items.data;
  const { plan, unknown } = planOfLines(linesOf(items));
  const isUnderstood = plan !== null && unknown.length === 0;
  const periodEndsAt = at(items[0]?.current_period_end);
  const invoices = told.invoices.filter((one) => subscriptionOf(one) === subscription.id);
  const row = {
    id: subscription.id,
    teamId,
    customerId,
    status: subscription.status,
    tier: isUnderstood ? plan.tier : (before?.tier ?? "basic"),
    interval: isUnderstood ? plan.interval : parseInterval(before?.interval ?? "month"),
    seats: isUnderstood ? plan.seats : (before?.seats ?? 1),
    currency: subscription.currency,
    startedAt: at(subscription.start_date),
    periodEndsAt,
    trialEndsAt: at(subscription.trial_end),
    cancelAt: subscription.cancel_at_period_end ? periodEndsAt : at(subscription.cancel_at),
    endedAt: at(subscription.ended_at),
    awaitsPayment: awaitsFirst(invoices, told),
    pastDueSince: pastDueSince(subscription.status, { invoices, told }),
    scheduleId: idOf(subscription.schedule),
    ...pendingOf(schedule),
    nextChargeMinor: nextCharge ? BigInt(nextCharge.minor) : null,
    nextChargeAt: nextCharge?.at ?? null,
    monthlyMicros: monthlyWorth(subscription),
    readAt,
  };
  return { row, unknown };
}

/**
 * The very first money is not here yet: a bank debit is under way, or it failed (BILLING T9). A trial's
 * bill over nothing is no money; a card that fails after a trial has its grace like any other.
 */
function awaitsFirst(invoices: readonly Stripe.Invoice[], told: CustomerTold): boolean {
  if (invoices.some(({ status, amount_paid }) => status === "paid" && amount_paid > 0))
    return false;
  return invoices.some(
    (one) =>
      one.status === "open" &&
      one.amount_due > 0 &&
      (one.billing_reason === "subscription_create" || firstFailedAt(one, told) === null),
  );
}

/** When the payment that is still missing was first refused (BILLING T15). */
function pastDueSince(
  status: string,
  facts: { readonly invoices: readonly Stripe.Invoice[]; readonly told: CustomerTold },
): Date | null {
  if (status !== "past_due" && status !== "unpaid") return null;
  const open = facts.invoices.filter(
    (one) => one.status === "open" || one.status === "uncollectible",
  );
  const times = open.map(
    (one) =>
      firstFailedAt(one, facts.told) ?? at(one.status_transitions.finalized_at) ?? at(one.created),
  );
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? facts.told.askedAt;
}

/** What a schedule turns the subscription into, and when. */
function pendingOf(schedule: Stripe.SubscriptionSchedule | null) {
  const none = { pendingTier: null, pendingInterval: null, pendingSeats: null, pendingAt: null };
  if (schedule?.status !== "active" && schedule?.status !== "not_started") return none;
  const from = schedule.current_phase?.end_date;
  const next = schedule.phases.find(({ start_date }) => start_date === from);
  const { plan } = planOfLines(
    (next?.items ?? []).flatMap(({ price, quantity }) =>
      typeof price === "string" || price.deleted ? [] : [{ price, quantity: quantity ?? 1 }],
    ),
  );
  if (!plan || !next) return none;
  const { tier, interval, seats } = plan;
  return {
    pendingTier: tier,
    pendingInterval: interval,
    pendingSeats: seats,
    pendingAt: at(next.start_date),
  };
}

function linesOf(items: readonly Stripe.SubscriptionItem[]) {
  return items.map(({ price, quantity }) => ({ price, quantity: quantity ?? 1 }));
}
