import type Stripe from "stripe";
import { idOf } from "@/lib/billing/references";
import { stripe } from "@/lib/billing/stripe-client";
import { isMissing, isRefusal } from "@/lib/billing/stripe-errors";
import { wakeSync } from "@/lib/billing/wake-sync";
import { AppError } from "@/lib/errors";
import type { CheckoutIntent } from "@/lib/generated/prisma/client";
import { endIntent } from "./intents";

/**
 * What became of an intent's page, as Stripe tells it now. One that was finished meanwhile is noted
 * down and refused with `conflict: checkout-finished`: whoever asks would pay twice (BILLING T7).
 */
export async function isPageOpen(intent: CheckoutIntent & { sessionId: string }): Promise<boolean> {
  const session = await findSession(intent.sessionId);
  if (session?.status === "open") return true;
  if (session?.status === "complete") {
    await endIntent(intent, "completed");
    await wakeSync(idOf(session.customer));
    throw new AppError("conflict", "checkout-finished");
  }
  await endIntent(intent, "expired");
  return false;
}

/** Closes an intent for good: its page first, so that nobody can pay there any more. */
export async function closeIntent(intent: CheckoutIntent): Promise<void> {
  const { sessionId } = intent;
  if (sessionId) await closePage({ ...intent, sessionId });
  await endIntent(intent, "expired");
}

async function closePage(intent: CheckoutIntent & { sessionId: string }): Promise<void> {
  if (!(await isPageOpen(intent))) return;
  try {
    await stripe().checkout.sessions.expire(intent.sessionId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // It was paid or ran out between the question and this.
    if (await isPageOpen(intent)) throw error;
  }
}

async function findSession(id: string): Promise<Stripe.Checkout.Session | null> {
  try {
    return await stripe().checkout.sessions.retrieve(id);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
