import { lockRoom } from "@/lib/billing/gate";
import { limitOf, type Tier } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";

export interface KeySettling {
  readonly teamId: string;
  readonly tier: Tier;
  readonly now: Date;
}

/**
 * Freezes the keys a tier has no room for and thaws those it has (BILLING T22). Of the keys their
 * providers take, the one chosen last stays, else the oldest; nothing is deleted and no machine is
 * touched. Answers how many are frozen now.
 */
export async function settleKeys(tx: Tx, { teamId, tier, now }: KeySettling): Promise<number> {
  await lockRoom(tx, teamId, "provider-keys");
  const most = limitOf(tier, "provider-keys");
  const keys = await tx.providerKey.findMany({
    where: { teamId, state: { not: "removed" } },
    select: { id: true, state: true, frozenAt: true, chosenAt: true, createdAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const inOrder = keys.toSorted(
    (a, b) =>
      Number(b.state === "active") - Number(a.state === "active") ||
      (b.chosenAt?.getTime() ?? 0) - (a.chosenAt?.getTime() ?? 0),
  );
  const kept = most === null ? inOrder : inOrder.slice(0, most);
  const surplus = inOrder.slice(kept.length);
  const thawed = kept.flatMap(({ id, frozenAt }) => (frozenAt ? [id] : []));
  const frozen = surplus.flatMap(({ id, frozenAt }) => (frozenAt ? [] : [id]));
  await tx.providerKey.updateMany({ where: { id: { in: thawed } }, data: { frozenAt: null } });
  await tx.providerKey.updateMany({ where: { id: { in: frozen } }, data: { frozenAt: now } });
  return surplus.length;
}
