import { teamEntitlement } from "@/lib/billing/team-entitlement";
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

/** Refuses with `limit-seats` where every seat is taken or offered. Call it while the seats are held. */
export async function requireSeatToOffer(tx: Tx, team: TeamMoment): Promise<void> {
  const { allowed, members, invited } = await countSeats(tx, team);
  if (members + invited < allowed) return;
  throw new AppError("limit-reached", "limit-seats", { values: { limit: allowed } });
}

/**
 * Refuses with `no-seat-left` where every seat is taken. Other invitations do not count: of several
 * at the last seat the first to accept has it. Call it while the seats are held.
 */
export async function requireSeatToTake(tx: Tx, team: TeamMoment): Promise<void> {
  const { allowed, members } = await countSeats(tx, team);
  if (members >= allowed) throw new AppError("limit-reached", "no-seat-left");
}
