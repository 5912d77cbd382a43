import type { Tx } from "@/lib/db";
import type { Outcome } from "@/lib/notifications/channels/contract";
import { endChannel } from "@/lib/notifications/kept/end-channel";
import { isWornOut } from "@/lib/notifications/kept/is-worn-out";
import { fingerprintOf, sealAddress } from "@/lib/notifications/kept/seal-address";

/** What a try says of its channel: that it works, moved, has ended or failed, and must be left in peace. */
export async function noteOutcome(
  tx: Tx,
  id: string,
  { outcome, now }: { readonly outcome: Outcome; readonly now: Date },
): Promise<void> {
  if (outcome.kind === "sent") return noteSent(tx, id, outcome.movedTo);
  if (outcome.kind === "dead" && outcome.ends)
    return endChannel(tx, id, { reason: outcome.ends, now });
  if (outcome.kind === "retry" && outcome.waitMs !== undefined) {
    const heldUntil = new Date(now.getTime() + outcome.waitMs);
    await tx.notificationChannel.updateMany({ where: { id }, data: { heldUntil } });
  }
  await noteFailed(tx, id, now);
}

async function noteSent(tx: Tx, id: string, movedTo: string | undefined): Promise<void> {
  const works = { failures: 0, failingSince: null };
  await tx.notificationChannel.updateMany({ where: { id }, data: works });
  if (movedTo === undefined) return;
  const row = await tx.notificationChannel.findUnique({
    where: { id },
    select: { teamId: true, kind: true },
  });
  if (!row) return;
  const sealed = sealAddress(movedTo, { id, teamId: row.teamId });
  const fingerprint = fingerprintOf(row.kind, movedTo);
  await tx.notificationChannel.updateMany({ where: { id }, data: { ...sealed, fingerprint } });
}

async function noteFailed(tx: Tx, id: string, now: Date): Promise<void> {
  const [row] = await tx.$queryRaw<{ failures: number; since: Date }[]>`
    UPDATE notification_channel
    SET failures = failures + 1, failing_since = COALESCE(failing_since, ${now})
    WHERE id = ${id} RETURNING failures, failing_since AS since`;
  if (row && isWornOut(row, now)) await endChannel(tx, id, { reason: "failing", now });
}
