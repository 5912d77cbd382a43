import type { Tx } from "@/lib/db";
import { holdIncidents } from "@/lib/incidents/hold";
import { subjectOf, type Trouble } from "@/lib/incidents/open";

type Cause = Pick<Trouble, "teamId" | "cause" | "providerId" | "region">;

/** Whether people were told of the open incident of a cause; whoever asks holds the team's incidents. */
export async function isIncidentTold(tx: Tx, cause: Cause): Promise<boolean> {
  await holdIncidents(tx, cause.teamId);
  const where = { teamId: cause.teamId, cause: cause.cause, subject: subjectOf(cause) };
  const told = { ...where, endedAt: null, toldAt: { not: null } };
  return (await tx.incident.count({ where: told })) > 0;
}
