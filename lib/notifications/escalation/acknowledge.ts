import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { acknowledgeInput } from "@/lib/notifications/escalation/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Says that somebody is on it, so that nobody else is told. Whoever was first stays. */
export const acknowledge = defineVerb({
  name: "channels.acknowledge",
  input: acknowledgeInput,
  output: z.object({ eventId: z.string() }),
  permission: "deployments.write",
  feature: null,
  audit: ({ eventId }) => ({ target: eventId }),
  async run({ tx, scope, now }, { eventId }) {
    const where = { eventId, teamId: scope.team.id };
    if ((await tx.escalation.count({ where })) === 0) {
      throw new AppError("not-found", "notice-unknown");
    }
    await tx.escalation.updateMany({
      where: { ...where, acknowledgedAt: null },
      data: { acknowledgedAt: now, acknowledgedBy: personOfScope(scope).userId, dueAt: null },
    });
    return { eventId };
  },
});
