import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { hasBot } from "@/lib/notifications/channels/telegram/client";
import { leadToWebhook } from "@/lib/notifications/telegram-bot/lead-to-webhook";
import { noteBot } from "@/lib/notifications/telegram-bot/note-bot";
import { endTurn, poll } from "@/lib/notifications/telegram-bot/poll";

const REST_MS = 2_000;

/**
 * Keeps the bot answering: in the live world Telegram is told where to post; in the sandbox one worker
 * of all asks for what is new.
 */
export async function serveTelegram(signal: AbortSignal): Promise<void> {
  if (!hasBot()) return;
  await noteBot();
  if (env.WORLD === "live") return leadToWebhook();
  const poller = randomUUID();
  while (!signal.aborted) {
    const isOurs = await poll(poller, signal).catch((error: unknown) => {
      if (!signal.aborted) log.warn("telegram did not answer", { error: String(error) });
      return false;
    });
    if (!isOurs) await setTimeout(REST_MS, undefined, { signal }).catch(() => undefined);
  }
  await endTurn(poller).catch(() => undefined);
}
