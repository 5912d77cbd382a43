import type { Tx } from "@/lib/db";
import type { Incident } from "@/lib/generated/prisma/client";

/** A machine that an incident touches, and since when it is unwell. */
export interface Touched {
  readonly deploymentId: string;
  readonly since: Date;
}

/** Attaches a machine to an incident; one that was attached before and had left is back. */
export async function attachMachine(
  tx: Tx,
  { id: incidentId, teamId }: Pick<Incident, "id" | "teamId">,
  { deploymentId, since }: Touched,
): Promise<void> {
  await tx.incidentPart.upsert({
    where: { incidentId_deploymentId: { incidentId, deploymentId } },
    create: { incidentId, deploymentId, teamId, since },
    update: { until: null },
  });
}

/** Attaches all machines of an account to its incident. */
export async function attachAccount(
  tx: Tx,
  { id, teamId, providerKeyId }: Pick<Incident, "id" | "teamId" | "providerKeyId">,
  since: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO incident_part (incident_id, deployment_id, team_id, since)
    SELECT ${id}, d.id, ${teamId}, ${since} FROM deployment d
    WHERE d.provider_key_id = ${providerKeyId} AND d.ended_at IS NULL
      AND d.provider_instance_id IS NOT NULL
    ON CONFLICT (incident_id, deployment_id) DO UPDATE SET until = NULL`;
}
