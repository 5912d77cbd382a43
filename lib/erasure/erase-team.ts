import { asWorker, onceAsWorker } from "@/lib/db";
import { erasedTables } from "./team-tables";

const NAME = "Deleted team";
/** Rows deleted in one transaction, so that years of history hold up nobody. */
const AT_ONCE = 5_000;

/**
 * Empties a team that nobody is in any more; its bills and its place in the books stay. Interrupted,
 * it goes on where it was.
 */
export async function eraseTeam(teamId: string): Promise<void> {
  for (const table of erasedTables) await empty(table, teamId);
  await asWorker(async (tx) => {
    await tx.team.updateMany({ where: { id: teamId }, data: { name: NAME } });
    await tx.project.updateMany({ where: { teamId }, data: { name: NAME } });
    await tx.$executeRaw`
      UPDATE audit_entry SET details = NULL, address = NULL WHERE team_id = ${teamId}`;
  });
}

async function empty(table: (typeof erasedTables)[number], teamId: string): Promise<void> {
  const statement = `DELETE FROM "${table}" WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM "${table}" WHERE team_id = $1 LIMIT ${AT_ONCE}))`;
  for (;;) {
    const count = await onceAsWorker((db) => db.$executeRawUnsafe(statement, teamId));
    if (count < AT_ONCE) return;
  }
}
