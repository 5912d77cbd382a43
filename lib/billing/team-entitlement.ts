import { type Entitlement, entitlementOf, type SubscriptionFacts } from "@/lib/billing/entitlement";
import { parseInterval } from "@/lib/billing/plans";
import { parseTier } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";

/** What a team may use now, from our own rows: Stripe is never asked (BILLING T21). */
export async function teamEntitlement(tx: Tx, teamId: string, now: Date): Promise<Entitlement> {
  return entitlementOf(await teamSubscriptions(tx, teamId), now);
}

/** The facts of a team's subscriptions that have not ended. */
export async function teamSubscriptions(tx: Tx, teamId: string): Promise<SubscriptionFacts[]> {
  const rows = await tx.subscription.findMany({
    where: { teamId, endedAt: null },
    select: {
      id: true,
      status: true,
      tier: true,
      interval: true,
      seats: true,
      startedAt: true,
      awaitsPayment: true,
      pastDueSince: true,
      cancelAt: true,
      pendingTier: true,
      pendingAt: true,
    },
  });
  return rows.map(toFacts);
}

/** What of a stored subscription decides about access. */
export function toFacts(row: StoredFacts): SubscriptionFacts {
  return {
    ...row,
    tier: parseTier(row.tier),
    interval: parseInterval(row.interval),
    pendingTier: row.pendingTier === null ? null : parseTier(row.pendingTier),
  };
}

/** Those facts as stored: words that are still to be read. */
type StoredFacts = Omit<SubscriptionFacts, "tier" | "interval" | "pendingTier"> & {
  readonly tier: string;
  readonly interval: string;
  readonly pendingTier: string | null;
};
