import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import type { TelegramLink } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { fingerprintOf, sealAddress } from "@/lib/notifications/kept/seal-address";
import { type Chat, sayIn } from "@/lib/notifications/telegram-bot/chat";
import { hashOfToken, isLinkToken } from "@/lib/notifications/telegram-bot/link-token";

/**
 * Answers `/start <token>`: a token that is good is used up, and the chat waits to be confirmed in the
 * console, where its name is shown. Until then nothing is told in it.
 */
export async function answerStart(chat: Chat, payload: string): Promise<string> {
  if (!chat.isPrivate) return sayIn(chat, "privateOnly");
  if (!isLinkToken(payload)) return sayIn(chat, "help");
  const isLinked = await asWorker(async (tx) => {
    const link = await useUp(tx, payload);
    if (link) await keep(tx, link, chat);
    return link !== null;
  });
  return sayIn(chat, isLinked ? "confirm" : "linkOver", { name: chat.name });
}

async function useUp(tx: Tx, token: string): Promise<TelegramLink | null> {
  const now = clock.now();
  const tokenHash = hashOfToken(token);
  const { count } = await tx.telegramLink.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 0 ? null : tx.telegramLink.findUnique({ where: { tokenHash } });
}

/** One row for one chat: what was linked before is replaced, and waits to be confirmed again. */
async function keep(tx: Tx, { teamId, userId }: TelegramLink, chat: Chat): Promise<void> {
  const fingerprint = fingerprintOf("telegram", chat.id);
  const own = { teamId, userId, kind: "telegram" };
  await tx.notificationChannel.deleteMany({ where: { ...own, state: "pending" } });
  const known = await tx.notificationChannel.findFirst({ where: { ...own, fingerprint } });
  const id = known?.id ?? newId("nch");
  const row = {
    ...own,
    name: chat.name,
    shown: chat.name,
    locale: chat.language,
    fingerprint,
    ...sealAddress(chat.id, { id, teamId }),
    state: "pending",
    stateReason: null,
    failures: 0,
    failingSince: null,
    mutedUntil: null,
    heldUntil: null,
    endedAt: null,
    createdBy: userId,
    createdAt: clock.now(),
  };
  await tx.notificationChannel.upsert({ where: { id }, create: { id, ...row }, update: row });
}
