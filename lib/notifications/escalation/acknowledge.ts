import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { takeOn } from "@/lib/incidents/take-on";
import { acknowledgeInput } from "@/lib/notifications/escalation/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Says that somebody is on it, so that nobody else is told, of this or of anything else of the same
 * incident. Whoever was first stays.
 */
export const acknowledge = defineVerb({
  name: "channels.acknowledge",
  input: acknowledgeInput,
  output: z.object({ eventId: z.string() }),
  permission: "deployments.write",
  feature: null,
  audit: ({ eventId }) => ({ target: eventId }),
  async run({ tx, scope, now }, { eventId }) {
    const teamId = scope.team.id;
    const { userId } = personOfScope(scope);
    const where = { eventId, teamId };
    const found = await tx.escalation.findFirst({
      where,
      select: { event: { select: { incidentId: true } } },
    });
    if (!found) throw new AppError("not-found", "notice-unknown");
    await tx.escalation.updateMany({
      where: { ...where, acknowledgedAt: null },
      data: { acknowledgedAt: now, acknowledgedBy: userId, dueAt: null },
    });
    const { incidentId } = found.event;
    if (incidentId) await takeOn(tx, { incidentId, teamId, userId, now });
    return { eventId };
  },
});
