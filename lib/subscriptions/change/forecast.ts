import type Stripe from "stripe";
import { TRIAL_TIER } from "@/lib/billing/plans";
import { stripe } from "@/lib/billing/stripe-client";
import type { Amount, PlanChoice } from "@/lib/billing/types";
import type { LiveSubscription } from "./live-subscription";
import type { NextItem } from "./next-items";

/** A change that holds at once, and the moment up to which the plan before it is used. */
export interface ChangeNow {
  readonly live: LiveSubscription;
  readonly items: readonly NextItem[];
  /** Seconds since 1970. */
  readonly prorationAt: number;
  readonly trial: TrialTurn;
}

/** What becomes of a trial: with `goes-on` the change costs nothing yet, with `ends` a whole period is paid. */
export type TrialTurn = "none" | "goes-on" | "ends";

/** Going to a tier that cannot be tried ends the trial and is paid at once (BILLING T16). */
export function trialTurn({ isTrial, plan }: LiveSubscription, to: PlanChoice): TrialTurn {
  if (!isTrial) return "none";
  return to.tier === TRIAL_TIER || to.tier === plan?.tier ? "goes-on" : "ends";
}

/** What a change is computed and made by: the very same for both (BILLING T12). */
export function changeParams({ items: wanted, prorationAt, trial }: ChangeNow) {
  const items = [...wanted];
  if (trial === "goes-on") return { items, proration_behavior: "none" as const };
  return {
    items,
    proration_behavior: "always_invoice" as const,
    ...(trial === "ends" ? { trial_end: "now" as const } : { proration_date: prorationAt }),
  };
}

/** The invoice that a change makes at once, as Stripe forecasts it. */
export function forecastNow(change: ChangeNow): Promise<Stripe.Invoice> {
  return stripe().invoices.createPreview({
    subscription: change.live.told.id,
    subscription_details: changeParams(change),
  });
}

/** The invoice of a whole period of other lines, with no day of the period before in it. */
export function forecastPeriod(
  { told }: LiveSubscription,
  items: readonly NextItem[],
): Promise<Stripe.Invoice> {
  return stripe().invoices.createPreview({
    subscription: told.id,
    subscription_details: { items: [...items], proration_behavior: "none" },
  });
}

/** What an invoice asks for, credit taken off. */
export function dueOf({ amount_due, currency }: Stripe.Invoice): Amount {
  return { minor: String(amount_due), currency };
}

export function totalOf({ total, currency }: Stripe.Invoice): Amount {
  return { minor: String(total), currency };
}

export function taxOf({ total_taxes, currency }: Stripe.Invoice): Amount {
  const sum = (total_taxes ?? []).reduce((all, { amount }) => all + amount, 0);
  return { minor: String(sum), currency };
}

/** When what an invoice charges for ends, in seconds; what it gives back ends elsewhere. */
export function coversUntil({ lines }: Stripe.Invoice): number | null {
  const ends = lines.data.filter(({ amount }) => amount > 0).map(({ period }) => period.end);
  return ends.length > 0 ? Math.max(...ends) : null;
}
