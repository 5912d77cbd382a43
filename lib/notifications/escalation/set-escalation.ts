import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { setEscalationInput } from "@/lib/notifications/escalation/schema";
import type { EscalationPolicy } from "@/lib/notifications/escalation/types";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Chooses who is told next where nobody acknowledges a critical event. Refusal: `step-unknown`. */
export const setEscalation = defineVerb({
  name: "channels.set-escalation",
  input: setEscalationInput,
  output: setEscalationInput,
  permission: "keys.write",
  feature: "notifications",
  audit: ({ policy }) => ({ details: { steps: policy?.steps.length ?? 0 } }),
  async run({ tx, scope }, { policy }) {
    const teamId = scope.team.id;
    if (policy === null) {
      await tx.escalationPolicy.deleteMany({ where: { teamId } });
      return { policy };
    }
    for (const step of policy.steps) await requireStep(tx, teamId, step);
    const where = { teamId };
    await tx.escalationPolicy.upsert({ where, create: { teamId, ...policy }, update: policy });
    return { policy };
  },
});

async function requireStep(tx: Tx, teamId: string, { to, id }: EscalationPolicy["steps"][number]) {
  const count =
    to === "channel"
      ? await tx.notificationChannel.count({ where: { id, teamId } })
      : await tx.membership.count({ where: { userId: id, teamId } });
  if (count === 0) throw new AppError("not-found", "step-unknown");
}
