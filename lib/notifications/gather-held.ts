import { asWorker, type Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";

const AT_ONCE = 2_000;

interface HeldRow {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly channel: string;
  readonly held: string | null;
}

/**
 * Lets go of what waited for the end of quiet hours or for a digest: what is alone in its place goes
 * as it is, several go together in one message. All of one place in one transaction.
 */
export async function gatherHeld(now: Date): Promise<void> {
  await asWorker(async (tx) => {
    const due = await tx.$queryRaw<HeldRow[]>`
      SELECT id, team_id AS "teamId", user_id AS "userId", channel, held FROM delivery
      WHERE state = 'queued' AND held IS NOT NULL AND run_after <= ${now}
      ORDER BY created_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`;
    const places = Map.groupBy(due, (row) => `${row.teamId} ${row.userId} ${row.channel}`);
    for (const rows of places.values()) await letGo(tx, rows, now);
  });
}

async function letGo(tx: Tx, rows: readonly HeldRow[], now: Date): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const where = { id: { in: rows.map(({ id }) => id) } };
  if (rows.length === 1) {
    await tx.delivery.updateMany({ where, data: { held: null, runAfter: now } });
    return;
  }
  const { teamId, userId, channel } = first;
  const dedupeKey = `gathered:${first.id}`;
  const why = first.held === "digest" ? "digest" : "quiet";
  await recordEvent(tx, { type: "notices.gathered", teamId, data: { why }, at: now, dedupeKey });
  const event = await tx.event.update({ where: { dedupeKey }, data: { fannedOutAt: now } });
  const id = newId("dlv");
  const told = { id, teamId, userId, channel, eventId: event.id };
  await tx.delivery.create({ data: { ...told, state: "queued", runAfter: now, createdAt: now } });
  await tx.delivery.updateMany({
    where,
    data: { state: "sent", held: null, digestId: id, endedAt: now },
  });
}
