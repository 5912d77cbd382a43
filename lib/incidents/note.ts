import type { Tx } from "@/lib/db";
import type { EntryData, EntryKind } from "@/lib/incidents/types";

/** One line of an incident's story. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly at: Date;
  readonly data?: EntryData;
  /** The machine it is about, in an incident of many. */
  readonly deploymentId?: string | null;
  /** The person who did it; absent: nobody, it happened. */
  readonly actor?: string | null;
}

/** Writes one line of an incident's story, in the transaction of what it tells. */
export async function appendIncident(tx: Tx, incidentId: string, entry: NewEntry): Promise<void> {
  const { kind, at, data = {}, deploymentId = null, actor = null } = entry;
  await tx.$executeRaw`
    INSERT INTO incident_entry (team_id, incident_id, at, kind, deployment_id, actor_id, data)
    SELECT team_id, id, ${at}, ${kind}, ${deploymentId}, ${actor}, ${JSON.stringify(data)}::jsonb
    FROM incident WHERE id = ${incidentId}`;
}
