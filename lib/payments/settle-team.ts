import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { parseTier, tiers } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { settleKeys } from "@/lib/provider-keys/settle-keys";
import { isToldOtherwise } from "./is-told-otherwise";
import { settleSeats } from "./settle-seats";

/**
 * Brings about what a team's tier means for what it has: its keys are frozen or thawed, whoever lost
 * a seat is told, and so is a change, unless the mail about its reason says it. Doing it again changes nothing. Answers whether the tier changed.
 */
export async function settleTeam(tx: Tx, teamId: string, now: Date): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`tier/${teamId}`}, 0))`;
  const { tier, seats, subscriptionId } = await teamEntitlement(tx, teamId, now);
  const row = await tx.team.findUnique({ where: { id: teamId }, select: { tier: true } });
  if (!row) return false;
  const from = parseTier(row.tier);
  await settleKeys(tx, { teamId, tier, now });
  await settleSeats(tx, { teamId, seats, now });
  if (from === tier) return false;
  await tx.team.updateMany({ where: { id: teamId }, data: { tier } });
  const isUp = tiers.indexOf(tier) > tiers.indexOf(from);
  if (await isToldOtherwise(tx, { teamId, subscriptionId, isUp, now })) return true;
  const data = { from, to: tier, direction: isUp ? "up" : "down" } as const;
  await recordEvent(tx, { type: "subscription.changed", teamId, data, at: now });
  return true;
}
