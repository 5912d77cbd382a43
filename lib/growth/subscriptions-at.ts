import { entitlementOf } from "@/lib/billing/entitlement";
import { type PaidTier, paidTiers, parseInterval } from "@/lib/billing/plans";
import { parseTier } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import type { Subscription } from "@/lib/generated/prisma/client";

/** A subscription that gave its team a tier at a moment. */
export interface HeldSubscription {
  readonly teamId: string;
  readonly tier: PaidTier;
  readonly currency: string;
  /** What a month of it brings; nothing while it is tried. */
  readonly monthlyMicros: bigint;
}

/**
 * The subscriptions that gave a tier at a moment, by the same rule as access itself. What they are
 * worth, and which tier, is what they are now: earlier plans are not kept.
 */
export async function subscriptionsAt(tx: Tx, at: Date): Promise<HeldSubscription[]> {
  const rows = await tx.subscription.findMany({
    where: {
      tier: { in: [...paidTiers] },
      startedAt: { lte: at },
      OR: [{ endedAt: null }, { endedAt: { gt: at } }],
    },
    orderBy: { id: "asc" },
  });
  return rows.flatMap((row) => {
    const { tier } = entitlementOf([{ ...row, ...wordsAt(row) }], at);
    const paid = paidTiers.find((one) => one === tier);
    if (!paid) return [];
    const isTrial = row.trialEndsAt !== null && row.trialEndsAt > at;
    const { teamId, currency } = row;
    return [{ teamId, tier: paid, currency, monthlyMicros: isTrial ? 0n : row.monthlyMicros }];
  });
}

/** Its words of the time: one that has ended since was paid for, or owed. */
function wordsAt(row: Subscription) {
  const wasOwed = row.pastDueSince ? "past_due" : "active";
  return {
    status: row.endedAt && row.status === "canceled" ? wasOwed : row.status,
    tier: parseTier(row.tier),
    interval: parseInterval(row.interval),
    pendingTier: null,
  };
}
