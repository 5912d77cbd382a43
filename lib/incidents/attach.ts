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
