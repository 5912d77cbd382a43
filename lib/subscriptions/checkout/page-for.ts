import { isLive } from "@/lib/billing/entitlement";
import { stripe } from "@/lib/billing/stripe-client";
import { isRefusal } from "@/lib/billing/stripe-errors";
import { wakeSync } from "@/lib/billing/wake-sync";
import { inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { CheckoutIntent } from "@/lib/generated/prisma/client";
import { beginIntent, type CheckoutWish, endIntent, isForWish, openIntent } from "./intents";
import { type MadeSession, makeSession } from "./session";
import { closeIntent, isPageOpen } from "./settle-intent";

/** Requests that cross each other; one more than that is no accident. */
const MOST_TURNS = 4;

interface Order {
  readonly wish: CheckoutWish;
  readonly customerId: string;
}

/** The page on which a team buys what it wants: the one that is open, or a new one. */
export async function pageFor(teamId: string, { wish, customerId }: Order) {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const intent = await inTeam(teamId, (tx) => openIntent(tx, teamId));
    if (!intent) {
      await requireNoneThere(customerId);
      await beginIntent(teamId, wish);
    } else if (!isForWish(intent, wish)) await closeIntent(intent);
    else {
      const session = await sessionOf(intent, customerId);
      if (session) return { intentId: intent.id, session };
    }
  }
  throw new AppError("conflict", "checkout-replaced");
}

/** One that our rows do not show yet counts as well: a webhook may be on its way. */
async function requireNoneThere(customer: string): Promise<void> {
  const { data } = await stripe().subscriptions.list({ customer, limit: 100 });
  if (!data.some(({ status }) => isLive(status))) return;
  await wakeSync(customer);
  throw new AppError("conflict", "subscription-exists");
}

async function sessionOf(intent: CheckoutIntent, customerId: string): Promise<MadeSession | null> {
  const { sessionId, url } = intent;
  if (sessionId && url) {
    return (await isPageOpen({ ...intent, sessionId })) ? { id: sessionId, url } : null;
  }
  try {
    return await makeSession(intent, customerId);
  } catch (error) {
    // Under the same key it would be refused again: the next try begins anew.
    if (isRefusal(error)) await endIntent(intent, "failed");
    throw error;
  }
}
