import type { Tx } from "@/lib/db";

/**
 * Holds a team's incidents until the transaction ends, so that two workers make one of one cause.
 * Whoever holds several teams takes them in the order of their ids, and after rows of machines and
 * keys, so that two never wait for one another.
 */
export async function holdIncidents(tx: Tx, teamId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`incidents ${teamId}`}, 0))`;
}
