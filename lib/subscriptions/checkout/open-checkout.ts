import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope, type TeamScope } from "@/lib/auth/scope";
import { choosePlan } from "@/lib/billing/choose-plan";
import { isLive } from "@/lib/billing/entitlement";
import { ownerEmail } from "@/lib/billing/owner-email";
import { TRIAL_TIER } from "@/lib/billing/plans";
import { requireSold } from "@/lib/billing/sold";
import { askStripe } from "@/lib/billing/stripe-errors";
import { mayTry } from "@/lib/billing/trial-marks";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { requireSeatsFor } from "../require-seats";
import { type OpenCheckoutInput, openCheckoutInput, wayOut } from "../schema";
import { ensureCustomer } from "../team-customer";
import type { CheckoutWish } from "./intents";
import { pageFor } from "./page-for";

/**
 * Opens Stripe's hosted page for a team that has no subscription yet. Two tabs, a double click and two
 * admins get the same page; for another choice the page before is closed first (BILLING T7). What it
 * costs is looked up by key on the server: the input names no price (T10).
 */
export const openCheckout = defineVerb({
  name: "billing.open-checkout",
  input: openCheckoutInput,
  output: wayOut,
  permission: "billing.write",
  feature: null,
  audit: ({ tier, interval, seats, trial }) => ({
    details: { tier, interval, seats: seats ?? null, trial },
  }),
  async prepare(scope, input) {
    requireSold(input.tier);
    await countTry("payments", scope.team.id);
    const wish = await wishOf(scope, input);
    return askStripe(async () => {
      const customerId = await ensureCustomer(scope);
      return pageFor(scope.team.id, { wish, customerId });
    });
  },
  async run({ tx, prepared: { intentId, session } }) {
    const { count } = await tx.checkoutIntent.updateMany({
      where: { id: intentId, state: "open" },
      data: { sessionId: session.id, url: session.url },
    });
    // Somebody chose otherwise meanwhile; this page was shown to nobody.
    if (count === 0) throw new AppError("conflict", "checkout-replaced");
    return { url: session.url };
  },
});

async function wishOf(scope: TeamScope, input: OpenCheckoutInput): Promise<CheckoutWish> {
  const teamId = scope.team.id;
  const plan = choosePlan(input);
  const isTrial = input.trial;
  await requireSeatsFor(teamId, plan);
  await inTeam(teamId, async (tx) => {
    const rows = await tx.subscription.findMany({ where: { teamId, endedAt: null } });
    if (rows.some(({ status }) => isLive(status))) {
      throw new AppError("conflict", "subscription-exists");
    }
    if (!isTrial) return;
    const taker = { teamId, email: await ownerEmail(tx, teamId) };
    if (plan.tier !== TRIAL_TIER || !(await mayTry(tx, taker))) {
      throw new AppError("conflict", "trial-taken");
    }
  });
  return { plan, isTrial, locale: scope.locale, userId: personOfScope(scope).userId };
}
