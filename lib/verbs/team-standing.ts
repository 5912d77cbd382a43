import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";

/**
 * Lets a write go on only in a team that is not being taken away, and keeps it from being until the
 * write is committed. Throws `team-erasing`.
 */
export async function requireStanding(tx: Tx, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${nameOf(teamId)}, 0))`;
  const where = { id: teamId, erasingSince: { not: null } };
  const isErasing = await tx.team.findFirst({ where, select: { id: true } });
  if (isErasing) throw new AppError("conflict", "team-erasing");
}

/** Waits for every write that began before the team was marked as being taken away. */
export async function awaitWrites(tx: Tx, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${nameOf(teamId)}, 0))`;
}

const nameOf = (teamId: string) => `standing/${teamId}`;
