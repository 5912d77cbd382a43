import { type Beginning, refusalToBegin } from "@/lib/billing/may-begin";
import { type Tier, tierOf } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { findSurplus } from "@/lib/provider-keys/surplus-keys";

/** What would begin, of which team and under which key. */
export interface BeginningAsked {
  readonly kind: Beginning;
  readonly team: { readonly id: string; readonly tier: Tier };
  readonly providerKeyId: string;
}

/** Refuses with `key-frozen` what would begin something under a key the tier has no room for. */
export async function requireThawed(tx: Tx, asked: BeginningAsked): Promise<void> {
  const { kind, team, providerKeyId } = asked;
  const surplus = await findSurplus(tx, team);
  const isKeyFrozen = surplus.has(providerKeyId);
  const refusal = refusalToBegin(kind, { tier: team.tier, isKeyFrozen });
  if (refusal === "feature-gone") throw new AppError("feature-locked");
  const values = { tier: tierOf("unlimitedKeys") };
  if (refusal) throw new AppError("feature-locked", refusal, { values });
}
