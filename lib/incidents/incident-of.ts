import type { Tx } from "@/lib/db";
import type { Incident } from "@/lib/generated/prisma/client";

/** The open incident that a machine's own trouble belongs to: its own, its region's or ours; `null`: none. */
export async function incidentOf(tx: Tx, deploymentId: string): Promise<Incident | null> {
  const part = await tx.incidentPart.findFirst({
    where: { deploymentId, until: null, incident: { endedAt: null, cause: { not: "account" } } },
    include: { incident: true },
    orderBy: { since: "desc" },
  });
  return part?.incident ?? null;
}
