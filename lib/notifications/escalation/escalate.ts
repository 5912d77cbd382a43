import { asWorker, type Tx } from "@/lib/db";
import { readPolicies } from "@/lib/notifications/escalation/read-policies";
import type { EscalationPolicy } from "@/lib/notifications/escalation/types";
import { OWN_MAIL } from "@/lib/notifications/rules/types";
import { writeDeliveries } from "@/lib/notifications/write-deliveries";

const AT_ONCE = 200;

interface DueRow {
  readonly eventId: string;
  readonly teamId: string;
  readonly step: number;
}

/**
 * Tells the next step of each policy whose time is up without an acknowledgement of it or its incident,
 * in the transaction in which the step is taken: once each, however many workers are at it.
 */
export async function escalate(now: Date): Promise<void> {
  await asWorker(async (tx) => {
    const due = await tx.$queryRaw<DueRow[]>`
      SELECT event_id AS "eventId", team_id AS "teamId", step FROM escalation
      WHERE due_at <= ${now} AND acknowledged_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM event e JOIN incident i ON i.id = e.incident_id
        WHERE e.id = escalation.event_id AND i.acknowledged_at IS NOT NULL)
      ORDER BY due_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`;
    if (due.length === 0) return;
    const policies = await readPolicies(tx, [...new Set(due.map(({ teamId }) => teamId))]);
    for (const row of due) await takeStep(tx, row, { policy: policies.get(row.teamId), now });
  });
}

interface Step {
  readonly policy: EscalationPolicy | undefined;
  readonly now: Date;
}

async function takeStep(tx: Tx, { eventId, teamId, step }: DueRow, { policy, now }: Step) {
  const next = policy?.steps[step];
  if (next) {
    const place = next.to === "channel" ? await channelPlace(tx, teamId, next.id) : mailOf(next.id);
    const told = { eventId, teamId, runAfter: now, held: null };
    if (place) await writeDeliveries(tx, [{ ...told, ...place }], now);
  }
  const hasMore = policy !== undefined && step + 1 < policy.steps.length;
  const dueAt = hasMore ? new Date(now.getTime() + policy.afterMinutes * 60_000) : null;
  await tx.escalation.update({ where: { eventId }, data: { step: step + 1, dueAt } });
}

const mailOf = (userId: string) => ({ recipient: userId, channel: OWN_MAIL });

async function channelPlace(tx: Tx, teamId: string, id: string) {
  const row = await tx.notificationChannel.findFirst({ where: { id, teamId, state: "active" } });
  return row && { recipient: row.userId ?? row.id, channel: row.id };
}
