import { env } from "@/lib/env";
import { telegram, within } from "@/lib/notifications/channels/telegram/client";
import { webhookSecret } from "@/lib/notifications/telegram-bot/webhook-secret";

/** Tells Telegram where to post what people send to the bot, and what to show with it. */
export async function leadToWebhook(): Promise<void> {
  const url = new URL("/api/telegram/webhook", env.APP_URL).href;
  const secret_token = webhookSecret();
  const allowed_updates = ["message", "callback_query"] as const;
  const asked = { url, secret_token, allowed_updates };
  await telegram().callApi("setWebhook", asked, within());
}
