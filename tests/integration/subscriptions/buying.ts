import type Stripe from "stripe";
import { planOfLines } from "@/lib/billing/plan-of-items";
import { clock } from "@/lib/clock";
import { asWorker, inTeam } from "@/lib/db";
import { openCheckout } from "@/lib/subscriptions/checkout/open-checkout";
import { runVerb } from "@/lib/verbs/run-verb";
import { makePerson, type Person, scopeOf } from "@/tests/factories/people";
import type { CardFields, StripeAccount } from "@/tests/factories/stripe";

export type Wish = {
  readonly tier: "pro" | "enterprise";
  readonly interval: "month" | "year";
  readonly seats?: number;
  readonly trial?: boolean;
};

/** The customer that a team is at Stripe. */
export async function customerOf({ scope }: Person): Promise<string> {
  const teamId = scope.team.id;
  const row = await inTeam(teamId, (tx) => tx.billingCustomer.findUnique({ where: { teamId } }));
  return row?.customerId ?? "";
}

/** A person whose team has bought something on the hosted page, with our rows as Stripe has it. */
export async function makeBuyer(
  account: StripeAccount,
  wish: Wish,
  card: CardFields = {},
): Promise<Person> {
  const person = await makePerson();
  const { url } = await runVerb(openCheckout, person.scope, wish);
  const { problem } = await account.payCheckout(url, card);
  if (problem) throw new Error(`the payment failed: ${problem}`);
  return follow(account, person);
}

/** Writes our row as the worker's sync does after a webhook, and reads the person's scope anew. */
export async function follow(account: StripeAccount, person: Person): Promise<Person> {
  const teamId = person.scope.team.id;
  const customer = await customerOf(person);
  const expand = ["data.schedule", "data.schedule.phases.items.price"];
  const { data } = await account.sdk().subscriptions.list({ customer, status: "all", expand });
  await asWorker(async (tx) => {
    for (const told of data) {
      const row = { ...rowOf(told), teamId, customerId: customer };
      await tx.subscription.upsert({ where: { id: told.id }, create: row, update: row });
    }
  });
  return { ...person, scope: await scopeOf(person.sessionId) };
}

function rowOf(told: Stripe.Subscription) {
  const lines = told.items.data.map(({ price, quantity }) => ({ price, quantity: quantity ?? 1 }));
  const { plan } = planOfLines(lines);
  const at = (seconds: number | null | undefined) => (seconds ? new Date(seconds * 1_000) : null);
  return {
    id: told.id,
    status: told.status,
    tier: plan?.tier ?? "basic",
    interval: plan?.interval ?? "month",
    seats: plan?.seats ?? 1,
    currency: told.currency,
    startedAt: new Date(told.start_date * 1_000),
    periodEndsAt: at(told.items.data[0]?.current_period_end),
    trialEndsAt: at(told.trial_end),
    cancelAt: at(told.cancel_at),
    endedAt: at(told.ended_at),
    readAt: clock.now(),
  };
}
