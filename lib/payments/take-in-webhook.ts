import { clock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { wakeAfterCommit } from "@/lib/jobs/wake";
import { log } from "@/lib/log";
import { receptionOf, stripeEventShape, toEventRow } from "@/lib/payments/stripe-event";
import { isSignedByStripe } from "@/lib/payments/verify-webhook";

/** `not-set-up`: this installation has no webhook secret, so nothing can be told from a forgery. */
export type Intake = "stored" | "refused" | "not-set-up";

/**
 * Takes in one webhook: verified before anything is parsed, stored in one statement under Stripe's
 * id, so that the same event many times is one row, and a worker woken. The row is the job: a
 * worker that dies before or after finds it again. Throws when it cannot be stored.
 */
export async function takeInWebhook(body: Uint8Array, signature: string): Promise<Intake> {
  const secret = env.STRIPE_WEBHOOK_SECRET;
  if (!secret) return "not-set-up";
  const now = clock.now();
  if (!isSignedByStripe(body, signature, { secret, now })) return "refused";
  const parsed = stripeEventShape.safeParse(parse(body));
  if (!parsed.success) {
    log.error("signed webhook was not understood", { error: parsed.error.message });
    return "refused";
  }
  const state = receptionOf(parsed.data, env.WORLD === "live");
  const row = toEventRow(parsed.data, state, now);
  const { count } = await db().stripeEvent.createMany({ data: [row], skipDuplicates: true });
  const isNews = count === 1 && state !== "ignored";
  if (isNews) await wakeAfterCommit("billing.apply", { eventId: row.id });
  return "stored";
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
}
