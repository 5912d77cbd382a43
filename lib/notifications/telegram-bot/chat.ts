import { onceAsWorker } from "@/lib/db";
import type { Locale } from "@/lib/i18n/locales";
import { speak } from "@/lib/i18n/translator";
import { fingerprintOf } from "@/lib/notifications/kept/seal-address";

/** Who writes to the bot, as Telegram tells it. */
export interface Chat {
  readonly id: string;
  readonly isPrivate: boolean;
  readonly name: string;
  readonly language: Locale;
}

/** A sentence of the bot's in the language of the chat. */
export function sayIn(
  { language }: Pick<Chat, "language">,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return speak(language, "telegram")(key, values) ?? "";
}

/** The channels that a chat is, in whichever teams its person linked it. */
export function channelsOf(chat: Chat) {
  return onceAsWorker((db) =>
    db.notificationChannel.findMany({
      where: {
        kind: "telegram",
        fingerprint: fingerprintOf("telegram", chat.id),
        state: "active",
        userId: { not: null },
      },
      orderBy: { createdAt: "asc" },
      select: { id: true, teamId: true, userId: true },
    }),
  );
}
