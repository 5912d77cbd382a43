import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { parseTier, tierHas } from "@/lib/billing/tiers";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { openInvites } from "./invites";
import type { SeatCount } from "./types";

interface TeamMoment {
  readonly teamId: string;
  readonly now: Date;
}

/** Makes everything that changes who is in a team, or is invited, wait its turn. */
export async function lockSeats(tx: Tx, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`seats/${teamId}`}, 0))`;
}

/** How many seats a team's subscription gives now, and how they are used. */
export async function countSeats(tx: Tx, { teamId, now }: TeamMoment): Promise<SeatCount> {
  return {
    allowed: (await teamEntitlement(tx, teamId, now)).seats,
    members: await tx.membership.count({ where: { teamId } }),
    invited: await tx.teamInvite.count({ where: { teamId, ...openInvites(now) } }),
  };
}

/**
 * Refuses with `limit-seats` where every seat is taken or offered, and with `limit-seats-planned` where
 * fewer are planned and those are: seats never become fewer than who is there (BILLING T19). Call it
 * while the seats are held.
 */
export async function requireSeatToOffer(tx: Tx, team: TeamMoment): Promise<void> {
  const { allowed, members, invited } = await countSeats(tx, team);
  if (members + invited >= allowed) throw noSeat("limit-seats", allowed);
  const planned = await plannedSeats(tx, team.teamId);
  if (planned !== null && members + invited >= planned) {
    throw noSeat("limit-seats-planned", planned);
  }
}

function noSeat(reason: string, limit: number): AppError {
  return new AppError("limit-reached", reason, { values: { limit } });
}

/** How many seats there will be once a planned change holds; `null` where none is planned. */
async function plannedSeats(tx: Tx, teamId: string): Promise<number | null> {
  const rows = await tx.subscription.findMany({
    where: { teamId, endedAt: null, pendingSeats: { not: null } },
    select: { pendingTier: true, pendingSeats: true },
  });
  const row = rows.find(({ pendingTier }) => tierHas(parseTier(pendingTier ?? ""), "members"));
  return row?.pendingSeats ?? null;
}

/**
 * Refuses with `no-seat-left` where every seat is taken. Other invitations do not count: of several
 * at the last seat the first to accept has it. Call it while the seats are held.
 */
export async function requireSeatToTake(tx: Tx, team: TeamMoment): Promise<void> {
  const { allowed, members } = await countSeats(tx, team);
  if (members >= allowed) throw new AppError("limit-reached", "no-seat-left");
}
