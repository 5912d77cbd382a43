import { graceUntil } from "@/lib/billing/entitlement";
import type { Tx } from "@/lib/db";

/** Ends that have a mail of their own, by the last word of its dedupe key. */
const ownMails = ["refunded", "lost", "trial-repeated", "unpaid"] as const;

/**
 * Whether another mail says already why a team lost its tier, so that one about the tier alone would
 * say the same twice: a grace that is over, or an end that a rule of the house brought about.
 */
export async function isToldOtherwise(tx: Tx, teamId: string, now: Date): Promise<boolean> {
  const unpaid = await tx.subscription.findMany({
    where: { teamId, endedAt: null, status: { in: ["past_due", "unpaid"] } },
    select: { status: true, pastDueSince: true },
  });
  const isFrozen = unpaid.some((one) => {
    const until = graceUntil(one);
    return one.status === "unpaid" || until === null || until <= now;
  });
  if (isFrozen) return true;
  const ended = await tx.subscription.findFirst({
    where: { teamId, endedAt: { not: null } },
    orderBy: { endedAt: "desc" },
    select: { id: true },
  });
  if (!ended) return false;
  const keys = ownMails.map((reason) => `${ended.id}:${reason}`);
  return (await tx.event.count({ where: { teamId, dedupeKey: { in: keys } } })) > 0;
}
