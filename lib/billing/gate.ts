import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import {
  type Feature,
  type Limit,
  limitOf,
  type Tier,
  tierHas,
  tierOf,
  tierWithRoom,
} from "./tiers";

/** Refuses with `feature-locked` where a tier does not have a feature; names the tier that has it. */
export function requireFeature(tier: Tier, feature: Feature): void {
  if (tierHas(tier, feature)) return;
  const values = { feature, tier: tierOf(feature) };
  throw new AppError("feature-locked", "feature-locked", { values });
}

/**
 * Refuses with `limit-reached` where a team has no room for one more, and names the tier that has.
 * `count` is asked while the team's limit is held, so that two quick clicks cannot both take the last
 * place.
 */
export async function requireRoom(
  tx: Tx,
  team: { readonly id: string; readonly tier: Tier },
  limit: Limit,
  count: () => Promise<number>,
): Promise<void> {
  await lockRoom(tx, team.id, limit);
  const most = limitOf(team.tier, limit);
  if (most === null || (await count()) < most) return;
  const values = { limit: most, tier: tierWithRoom(limit, most) ?? "none" };
  throw new AppError("limit-reached", `limit-${limit}`, { values });
}

/** Holds a team's limit until the transaction ends: whoever counts or takes places waits for it. */
export async function lockRoom(tx: Tx, teamId: string, limit: Limit): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${limit}/${teamId}`}, 0))`;
}
