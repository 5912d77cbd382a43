import type { Tx } from "@/lib/db";
import type { Incident } from "@/lib/generated/prisma/client";
import { holdIncidents } from "@/lib/incidents/hold";
import { appendIncident } from "@/lib/incidents/note";

/** Why a machine is no part of an incident any more, and when. */
export interface Leaving {
  readonly deploymentId: string;
  readonly at: Date;
  readonly kind: "recovered" | "left" | "moved";
  /** The incident that it moved to. */
  readonly to?: string;
}

/**
 * Takes a machine out of an incident. With the last of its machines it is over, unless it is an
 * account's. Answers whether it is.
 */
export async function leaveIncident(
  tx: Tx,
  { id, teamId, cause }: Pick<Incident, "id" | "teamId" | "cause">,
  { deploymentId, at, kind, to }: Leaving,
): Promise<boolean> {
  await holdIncidents(tx, teamId);
  const { count } = await tx.incidentPart.updateMany({
    where: { incidentId: id, deploymentId, until: null },
    data: { until: at },
  });
  if (count === 0) return false;
  await appendIncident(tx, id, { kind, at, deploymentId, data: to ? { to } : {} });
  if (cause === "account") return false;
  const left = await tx.incidentPart.count({ where: { incidentId: id, until: null } });
  return left === 0 && (await endIncident(tx, id, at));
}

/** Ends an incident and with it all that it touches. Answers whether it was open. */
export async function endIncident(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.incident.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: at },
  });
  if (count === 0) return false;
  await tx.incidentPart.updateMany({ where: { incidentId: id, until: null }, data: { until: at } });
  await appendIncident(tx, id, { kind: "over", at });
  return true;
}

/** Takes a machine that is not wanted any more out of all it is part of. */
export async function leaveIncidents(tx: Tx, deploymentId: string, at: Date): Promise<void> {
  const parts = await tx.incidentPart.findMany({
    where: { deploymentId, until: null },
    include: { incident: true },
  });
  for (const { incident } of parts) {
    await leaveIncident(tx, incident, { deploymentId, at, kind: "left" });
  }
}
