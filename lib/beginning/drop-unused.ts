import type { StoredEnvironment } from "@/lib/beginning/stored";
import type { Tx } from "@/lib/db";

/**
 * Deletes the sealed values that a template named and that no template or machine of the team names
 * any more. Whoever takes values over holds the template's row meanwhile; a team's removals
 * wait for one another, so that the last of them sees that it is the last.
 */
export async function dropUnused(
  tx: Tx,
  teamId: string,
  secrets: StoredEnvironment["secrets"],
): Promise<void> {
  const ids = Object.values(secrets);
  if (ids.length === 0) return;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`sealed-values/${teamId}`}, 0))`;
  await tx.$executeRaw`
    DELETE FROM sealed_value AS kept
    WHERE kept.team_id = ${teamId} AND kept.id = ANY(${ids})
      AND NOT EXISTS (
        SELECT 1 FROM template, jsonb_each_text(template.secrets) AS named
        WHERE template.team_id = ${teamId} AND named.value = kept.id)
      AND NOT EXISTS (
        SELECT 1 FROM deployment, jsonb_each_text(deployment.secrets) AS named
        WHERE deployment.team_id = ${teamId} AND named.value = kept.id)`;
}
