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
    const event = await tx.event.findFirst({
      where: {
        id: eventId,
        teamId,
        OR: [{ escalation: { isNot: null } }, { incidentId: { not: null } }],
      },
      select: { incidentId: true },
    });
    if (!event) throw new AppError("not-found", "notice-unknown");
    if (event.incidentId) {
      await takeOn(tx, { incidentId: event.incidentId, teamId, userId, now });
      return { eventId };
    }
    await tx.escalation.updateMany({
      where: { eventId, teamId, acknowledgedAt: null },
      data: { acknowledgedAt: now, acknowledgedBy: userId, dueAt: null },
    });
    return { eventId };
  },
});
