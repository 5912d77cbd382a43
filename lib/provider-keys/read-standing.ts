import { type BeginRefusal, isBeginning, refusalToBegin } from "@/lib/billing/may-begin";
import { teamEntitlement } from "@/lib/billing/team-entitlement";
import type { Tx } from "@/lib/db";
import { findSurplus } from "@/lib/provider-keys/surplus-keys";

/** How a team stands to work of one kind at one moment. */
export interface BeginStanding {
  /** The keys its tier has no room for; none where they do not matter. */
  readonly surplus: ReadonlySet<string>;
  /** Why the work may not begin under a key; null where it may. */
  readonly refusalUnder: (providerKeyId: string) => BeginRefusal | null;
}

/**
 * What a team's subscriptions let begin now, for the worker, which has no session. Of work that begins
 * nothing, nobody is asked.
 */
export async function readStanding(
  tx: Tx,
  { kind, teamId }: { readonly kind: string; readonly teamId: string },
  now: Date,
): Promise<BeginStanding> {
  if (!isBeginning(kind)) return { surplus: new Set(), refusalUnder: () => null };
  const { tier } = await teamEntitlement(tx, teamId, now);
  const surplus = await findSurplus(tx, { id: teamId, tier });
  return {
    surplus,
    refusalUnder: (keyId) => refusalToBegin(kind, { tier, isKeyFrozen: surplus.has(keyId) }),
  };
}
