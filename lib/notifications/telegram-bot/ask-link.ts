import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { hashOfToken, newLinkToken } from "@/lib/notifications/telegram-bot/link-token";
import { defineVerb } from "@/lib/verbs/define-verb";

const LIFETIME_MS = 10 * 60_000;

/**
 * Begins to link the person's Telegram: the address opens the bot there, works once, for ten minutes,
 * and tells nobody anything until the person confirms the chat here. Refusal: `telegram-off`.
 */
export const askTelegramLink = defineVerb({
  name: "channels.ask-telegram",
  input: z.object({}),
  output: z.object({ url: z.string(), expiresAt: z.iso.datetime() }),
  permission: "alerts.write",
  feature: "notifications",
  secretAnswer: true,
  audit: () => ({}),
  async run({ tx, scope, now }) {
    const bot = await tx.telegramBot.findUnique({ where: { id: 1 }, select: { username: true } });
    if (!bot?.username) throw new AppError("provider", "telegram-off");
    const own = { teamId: scope.team.id, userId: personOfScope(scope).userId };
    await tx.telegramLink.deleteMany({ where: { ...own, usedAt: null } });
    const token = newLinkToken();
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    const data = {
      id: newId("tgl"),
      ...own,
      tokenHash: hashOfToken(token),
      createdAt: now,
      expiresAt,
    };
    await tx.telegramLink.createMany({ data: [data] });
    return { url: addressOf(bot.username, token), expiresAt: expiresAt.toISOString() };
  },
});

function addressOf(username: string, token: string): string {
  const url = env.SANDBOX_URL
    ? new URL("/phone", env.SANDBOX_URL)
    : new URL(`https://t.me/${username}`);
  url.searchParams.set("start", token);
  return url.href;
}
