import { graceUntil } from "@/lib/billing/entitlement";
import type { Tx } from "@/lib/db";

/** Ends that have a mail of their own, by the last word of its dedupe key. */
const ownMails = ["refunded", "lost", "trial-repeated", "unpaid"] as const;

interface Change {
  readonly teamId: string;
  /** The subscription that gives a tier now; null where none does. */
  readonly subscriptionId: string | null;
  readonly isUp: boolean;
  readonly now: Date;
}

/**
 * Whether another mail says already why a team's tier changed, so that one about the tier alone would
 * say the same twice: a grace that is over, or an end that a rule of the house brings about.
 */
export async function isToldOtherwise(tx: Tx, change: Change): Promise<boolean> {
  const { teamId, subscriptionId, isUp, now } = change;
  if (isUp) return hasOwnMail(tx, teamId, subscriptionId);
  return (await isFrozen(tx, teamId, now)) || hasOwnMail(tx, teamId, await lastEnded(tx, teamId));
}

async function isFrozen(tx: Tx, teamId: string, now: Date): Promise<boolean> {
  const unpaid = await tx.subscription.findMany({
    where: { teamId, endedAt: null, status: { in: ["past_due", "unpaid"] } },
    select: { status: true, pastDueSince: true },
  });
  return unpaid.some((one) => {
    const until = graceUntil(one);
    return one.status === "unpaid" || until === null || until <= now;
  });
}

async function lastEnded(tx: Tx, teamId: string): Promise<string | null> {
  const ended = await tx.subscription.findFirst({
    where: { teamId, endedAt: { not: null } },
    orderBy: { endedAt: "desc" },
    select: { id: true },
  });
  return ended?.id ?? null;
}

async function hasOwnMail(tx: Tx, teamId: string, id: string | null): Promise<boolean> {
  const dedupeKey = { in: ownMails.map((reason) => `${id}:${reason}`) };
  return id !== null && (await tx.event.count({ where: { teamId, dedupeKey } })) > 0;
}
