import type { Tx } from "@/lib/db";
import { isCritical } from "@/lib/notifications/critical";
import { readPolicies } from "@/lib/notifications/escalation/read-policies";
import { groupOf } from "@/lib/notifications/rules/group-of";

interface Opened {
  readonly events: readonly {
    readonly id: string;
    readonly teamId: string;
    readonly type: string;
  }[];
  readonly now: Date;
}

/** Whether somebody is to acknowledge an event: something critical broke. Pure. */
export function wantsAcknowledging(type: string): boolean {
  return groupOf(type) === "failure" && isCritical(type);
}

/**
 * From now on the events wait to be acknowledged, and are told further where a team's policy says so.
 * Where somebody is on the incident already, nothing waits.
 */
export async function openEscalations(tx: Tx, { events, now }: Opened): Promise<void> {
  const wanted = events.filter(({ type }) => wantsAcknowledging(type));
  if (wanted.length === 0) return;
  const taken = await takenOn(
    tx,
    wanted.map(({ id }) => id),
  );
  const waiting = wanted.filter(({ id }) => !taken.has(id));
  const policies = await readPolicies(tx, [...new Set(waiting.map(({ teamId }) => teamId))]);
  await tx.escalation.createMany({
    data: waiting.map(({ id, teamId }) => {
      const policy = policies.get(teamId);
      const dueAt = policy ? new Date(now.getTime() + policy.afterMinutes * 60_000) : null;
      return { eventId: id, teamId, dueAt, createdAt: now };
    }),
    skipDuplicates: true,
  });
}

/** Those of an incident that somebody is on. */
async function takenOn(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM event e JOIN incident i ON i.id = e.incident_id
    WHERE e.id = ANY(${[...ids]}) AND i.acknowledged_at IS NOT NULL`;
  return new Set(rows.map(({ id }) => id));
}
