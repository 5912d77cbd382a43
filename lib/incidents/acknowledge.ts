import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { acknowledgeIncidentInput } from "@/lib/incidents/schema";
import { takeOn } from "@/lib/incidents/take-on";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Says that somebody is on an incident, so that nobody else is told. Refusal: `incident-unknown`. */
export const acknowledgeIncident = defineVerb({
  name: "incidents.acknowledge",
  input: acknowledgeIncidentInput,
  output: acknowledgeIncidentInput,
  permission: "deployments.write",
  feature: null,
  audit: ({ incidentId }) => ({ target: incidentId }),
  async run({ tx, scope, now }, { incidentId }) {
    const { userId } = personOfScope(scope);
    const isKnown = await takeOn(tx, { incidentId, teamId: scope.team.id, userId, now });
    if (!isKnown) throw new AppError("not-found", "incident-unknown");
    return { incidentId };
  },
});
