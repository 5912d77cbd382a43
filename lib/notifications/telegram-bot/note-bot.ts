import { onceAsWorker } from "@/lib/db";
import { telegram, within } from "@/lib/notifications/channels/telegram/client";

/** Writes down under which name the bot is found, so that the console can send people to it. */
export async function noteBot(): Promise<void> {
  const { username } = await telegram().callApi("getMe", {}, within());
  await onceAsWorker((db) =>
    db.telegramBot.upsert({ where: { id: 1 }, create: { id: 1, username }, update: { username } }),
  );
}
