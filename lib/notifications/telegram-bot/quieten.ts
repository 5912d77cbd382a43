import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { endChannel } from "@/lib/notifications/kept/end-channel";
import { type Chat, channelsOf, sayIn } from "@/lib/notifications/telegram-bot/chat";

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 7 * 86_400_000;

/** How long `1h`, `30m` or `2d` is, an hour where nothing is said; `null` for what is no length. Pure. */
export function lengthOf(text: string): number | null {
  if (text.trim() === "") return unitMs.h ?? null;
  const [, count = "", unit = ""] = /^(\d{1,3})\s*([mhd])$/.exec(text.trim().toLowerCase()) ?? [];
  const ms = Number(count) * (unitMs[unit] ?? 0);
  return ms > 0 ? Math.min(ms, LONGEST_MS) : null;
}

/** Answers `/mute 1h`: until then everything waits, and then comes in one message. */
export async function mute(chat: Chat, payload: string): Promise<string> {
  const ms = lengthOf(payload);
  if (ms === null) return sayIn(chat, "muteHow");
  const channels = await channelsOf(chat);
  if (channels.length === 0) return sayIn(chat, "notLinked");
  const mutedUntil = new Date(clock.now().getTime() + ms);
  const where = { id: { in: channels.map(({ id }) => id) } };
  await onceAsWorker((db) => db.notificationChannel.updateMany({ where, data: { mutedUntil } }));
  return sayIn(chat, "muted", { minutes: Math.round(ms / 60_000) });
}

/** Answers `/stop`: nothing is told in this chat any more, in whichever teams it was linked. */
export async function stop(chat: Chat): Promise<string> {
  const channels = await channelsOf(chat);
  if (channels.length === 0) return sayIn(chat, "notLinked");
  const now = clock.now();
  await asWorker(async (tx) => {
    for (const { id } of channels) await endChannel(tx, id, { reason: "stopped", now });
  });
  return sayIn(chat, "stopped");
}
