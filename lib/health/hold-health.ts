import type { Tx } from "@/lib/db";

/**
 * Holds what is stored of machines' health until the transaction ends, all of them in one order, so
 * that two workers never wait for one another. What was not written of yet begins as unknown.
 */
export async function holdHealth(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO health_state (deployment_id, team_id, verdict, checked_at, since)
    SELECT id, team_id, 'unknown', ${at}, ${at} FROM deployment WHERE id = ANY(${[...ids]})
    ORDER BY id
    ON CONFLICT (deployment_id) DO NOTHING`;
  await tx.$executeRaw`
    SELECT 1 FROM health_state WHERE deployment_id = ANY(${[...ids]})
    ORDER BY deployment_id FOR UPDATE`;
}
