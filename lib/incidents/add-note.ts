import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { appendIncident } from "@/lib/incidents/note";
import { acknowledgeIncidentInput, addNoteInput } from "@/lib/incidents/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

const MOST_NOTES = 200;

/**
 * Writes down what somebody found out about an incident, open or over, for everybody in the team.
 * Refusals: `incident-unknown`, `notes-full`.
 */
export const addNote = defineVerb({
  name: "incidents.add-note",
  input: addNoteInput,
  output: acknowledgeIncidentInput,
  permission: "deployments.write",
  feature: null,
  audit: ({ incidentId }) => ({ target: incidentId }),
  async run({ tx, scope, now }, { incidentId, text }) {
    const teamId = scope.team.id;
    if ((await tx.incident.count({ where: { id: incidentId, teamId } })) === 0) {
      throw new AppError("not-found", "incident-unknown");
    }
    const notes = await tx.incidentEntry.count({ where: { incidentId, teamId, kind: "note" } });
    if (notes >= MOST_NOTES) {
      throw new AppError("conflict", "notes-full", { values: { limit: MOST_NOTES } });
    }
    const { userId: actor } = personOfScope(scope);
    await appendIncident(tx, incidentId, { kind: "note", at: now, actor, data: { text } });
    return { incidentId };
  },
});
