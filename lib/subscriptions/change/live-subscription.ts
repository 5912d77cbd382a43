import type Stripe from "stripe";
import { isLive } from "@/lib/billing/entitlement";
import { planOfLines } from "@/lib/billing/plan-of-items";
import { idOf } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing } from "@/lib/billing/stripe-errors";
import { parseTier, tiers } from "@/lib/billing/tiers";
import type { PlanChoice } from "@/lib/billing/types";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";

/** A subscription as Stripe tells it now, with what has to be known before it is changed. */
export interface LiveSubscription {
  readonly told: Stripe.Subscription;
  readonly customerId: string;
  /** What it buys now; `null` where one of its prices is none of ours. */
  readonly plan: PlanChoice | null;
  readonly scheduleId: string | null;
  readonly isTrial: boolean;
  /** Kind of the payment method that it is paid with (`card`, `sepa_debit`, ...), where there is one. */
  readonly methodKind: string | null;
  /** When the paid period ends, in seconds. */
  readonly periodEnd: number;
}

/**
 * The subscription that a team's verbs are about, asked for anew: our row says which, Stripe what holds.
 * Throws `conflict: no-subscription` where nothing runs.
 */
export async function liveSubscription(teamId: string): Promise<LiveSubscription> {
  const told = await find(await liveId(teamId));
  if (!told || !isLive(told.status)) throw new AppError("conflict", "no-subscription");
  const { plan, unknown } = planOfLines(linesOf(told.items.data));
  return {
    told,
    customerId: idOf(told.customer),
    plan: unknown.length > 0 ? null : plan,
    scheduleId: idOf(told.schedule),
    isTrial: told.status === "trialing",
    methodKind: methodKind(told),
    periodEnd: told.items.data[0]?.current_period_end ?? 0,
  };
}

/** Its own method comes before the customer's. */
function methodKind({ default_payment_method: own, customer }: Stripe.Subscription) {
  if (own !== null) return typeof own === "string" ? null : own.type;
  if (typeof customer === "string" || customer.deleted) return null;
  const usual = customer.invoice_settings.default_payment_method;
  return usual === null || typeof usual === "string" ? null : usual.type;
}

/** The lines of a subscription, each with its number. */
export function linesOf(items: readonly Stripe.SubscriptionItem[]) {
  return items.map(({ price, quantity }) => ({ price, quantity: quantity ?? 1 }));
}

async function liveId(teamId: string): Promise<string> {
  const rows = await inTeam(teamId, (tx) =>
    tx.subscription.findMany({
      where: { teamId, endedAt: null },
      select: { id: true, status: true, tier: true },
      orderBy: [{ startedAt: "asc" }, { id: "asc" }],
    }),
  );
  const [best] = rows
    .filter(({ status }) => isLive(status))
    .toSorted((a, b) => tiers.indexOf(parseTier(b.tier)) - tiers.indexOf(parseTier(a.tier)));
  if (!best) throw new AppError("conflict", "no-subscription");
  return best.id;
}

const expand = [
  "latest_invoice",
  "default_payment_method",
  "customer.invoice_settings.default_payment_method",
];

async function find(id: string): Promise<Stripe.Subscription | null> {
  try {
    return await stripe().subscriptions.retrieve(id, { expand });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
