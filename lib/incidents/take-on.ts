import type { Tx } from "@/lib/db";
import { appendIncident } from "@/lib/incidents/note";

export interface Taking {
  readonly incidentId: string;
  readonly teamId: string;
  readonly userId: string;
  readonly now: Date;
}

/**
 * Writes that somebody is on an incident, and with it that nobody else is told further of what it
 * told. Whoever was first stays. Answers whether there is such an incident.
 */
export async function takeOn(tx: Tx, taking: Taking): Promise<boolean> {
  const { incidentId, teamId, userId, now } = taking;
  const where = { id: incidentId, teamId };
  if ((await tx.incident.count({ where })) === 0) return false;
  const by = { acknowledgedAt: now, acknowledgedBy: userId };
  const { count } = await tx.incident.updateMany({
    where: { ...where, acknowledgedAt: null },
    data: by,
  });
  if (count > 0) {
    await appendIncident(tx, incidentId, { kind: "acknowledged", at: now, actor: userId });
  }
  await tx.escalation.updateMany({
    where: { teamId, acknowledgedAt: null, event: { incidentId } },
    data: { ...by, dueAt: null },
  });
  return true;
}
