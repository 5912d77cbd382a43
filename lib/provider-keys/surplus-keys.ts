import { limitOf, type Tier } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";

/** What of a key decides whether it is one of those a tier has room for. */
export interface RoomFacts {
  readonly id: string;
  readonly state: string;
  readonly chosenAt: Date | null;
  readonly createdAt: Date;
}

/**
 * The keys a tier has no room for (BILLING T22). Of those their providers take, the one chosen last
 * stays, else the oldest; one that is refused stays only where no other is left. Pure.
 */
export function surplusOf<K extends RoomFacts>(keys: readonly K[], tier: Tier): readonly K[] {
  const most = limitOf(tier, "provider-keys");
  if (most === null) return [];
  const inOrder = keys.toSorted(
    (a, b) =>
      Number(b.state === "active") - Number(a.state === "active") ||
      (b.chosenAt?.getTime() ?? 0) - (a.chosenAt?.getTime() ?? 0) ||
      a.createdAt.getTime() - b.createdAt.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
  return inOrder.slice(most);
}

/**
 * The ids of a team's keys that a tier has no room for, as they are now: what is written on the rows
 * follows a change of tier only when it is settled.
 */
export async function findSurplus(
  tx: Tx,
  { id: teamId, tier }: { readonly id: string; readonly tier: Tier },
): Promise<ReadonlySet<string>> {
  const keys = await readKeys(tx, teamId);
  return new Set(surplusOf(keys, tier).map(({ id }) => id));
}

/** A team's keys with what decides about their room. */
export function readKeys(tx: Tx, teamId: string) {
  return tx.providerKey.findMany({
    where: { teamId, state: { not: "removed" } },
    select: { id: true, state: true, frozenAt: true, chosenAt: true, createdAt: true },
  });
}
