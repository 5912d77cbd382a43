import type { PlanChoice } from "@/lib/billing/types";
import { clock } from "@/lib/clock";
import { inTeam, type Tx } from "@/lib/db";
import type { CheckoutIntent } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";

/** How long the hosted page can be used; Stripe takes half an hour to a day. */
const OPEN_MS = 23 * 3_600_000;
/** An intent without a page after this was given up on the way: nobody ever saw its address. */
const STALE_MS = 10 * 60_000;

/** What somebody wants to buy. */
export interface CheckoutWish {
  readonly plan: PlanChoice;
  readonly isTrial: boolean;
  readonly locale: string;
  readonly userId: string;
}

export const intentEnds = ["completed", "expired", "failed"] as const;
export type IntentEnd = (typeof intentEnds)[number];

/** The team's one open intent. */
export function openIntent(tx: Tx, teamId: string): Promise<CheckoutIntent | null> {
  return tx.checkoutIntent.findFirst({ where: { teamId, state: "open" } });
}

/** Whether an open intent is for the same thing and its page, made or being made, can still be used. */
export function isForWish(intent: CheckoutIntent, { plan, isTrial }: CheckoutWish): boolean {
  const now = clock.now().getTime();
  const isAlive = intent.sessionId
    ? intent.expiresAt.getTime() > now
    : intent.createdAt.getTime() + STALE_MS > now;
  return (
    isAlive &&
    intent.tier === plan.tier &&
    intent.interval === plan.interval &&
    intent.seats === plan.seats &&
    intent.isTrial === isTrial
  );
}

/** Opens an intent; where another request was first, theirs is left as it is. */
export async function beginIntent(teamId: string, wish: CheckoutWish): Promise<void> {
  const now = clock.now();
  const { plan, isTrial, locale, userId } = wish;
  const row = {
    id: newId("cho"),
    teamId,
    ...plan,
    isTrial,
    state: "open",
    locale,
    createdBy: userId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + OPEN_MS),
  };
  await inTeam(teamId, (tx) => tx.checkoutIntent.createMany({ data: [row], skipDuplicates: true }));
}

/** Ends an open intent, unless its page has been made since it was read. Answers whether it ended. */
export async function endIntent(
  { id, teamId, sessionId }: Pick<CheckoutIntent, "id" | "teamId" | "sessionId">,
  state: IntentEnd,
): Promise<boolean> {
  const { count } = await inTeam(teamId, (tx) =>
    tx.checkoutIntent.updateMany({
      where: { id, state: "open", sessionId },
      data: { state, endedAt: clock.now() },
    }),
  );
  return count === 1;
}
