import { asWorker } from "@/lib/db";
import { erasedTables } from "./team-tables";

const NAME = "Deleted team";

/** Empties a team that nobody is in any more; its bills and its place in the books stay. */
export async function eraseTeam(teamId: string): Promise<void> {
  await asWorker(async (tx) => {
    for (const table of erasedTables) {
      await tx.$executeRawUnsafe(`DELETE FROM "${table}" WHERE team_id = $1`, teamId);
    }
    await tx.team.updateMany({ where: { id: teamId }, data: { name: NAME } });
    await tx.project.updateMany({ where: { teamId }, data: { name: NAME } });
    await tx.$executeRaw`
      UPDATE audit_entry SET details = NULL, address = NULL WHERE team_id = ${teamId}`;
  });
}
