import type { Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { EndReason } from "@/lib/notifications/channels/contract";

/** Tells nothing more in a channel, and says so by mail to whoever it belongs to. Once. */
export async function endChannel(
  tx: Tx,
  id: string,
  { reason, now }: { readonly reason: EndReason | "stopped"; readonly now: Date },
): Promise<void> {
  const where = { id, state: { not: "disabled" } };
  const data = { state: "disabled", stateReason: reason, endedAt: now };
  const { count } = await tx.notificationChannel.updateMany({ where, data });
  if (count === 0) return;
  const row = await tx.notificationChannel.findUniqueOrThrow({
    where: { id },
    select: { teamId: true, userId: true, kind: true, name: true },
  });
  await recordEvent(tx, {
    type: "channel.ended",
    teamId: row.teamId,
    data: { channelId: id, kind: row.kind, name: row.name, ending: reason },
    at: now,
    ...(row.userId !== null && { userId: row.userId }),
  });
}
