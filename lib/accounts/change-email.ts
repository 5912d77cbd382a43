import { z } from "zod";
import { giveWay } from "@/lib/accounts/give-way";
import { lockAddress } from "@/lib/accounts/lock-address";
import { changeEmailInput } from "@/lib/accounts/schema";
import { readLinkToken } from "@/lib/auth/mail-link";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { tellPerson } from "@/lib/events/tell-person";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * Opens the link that was mailed to a new address, once: it is the account's from then on. The old
 * address is told, and links mailed to it open nothing any more. A sign-up for the new address that
 * nobody verified gives way.
 */
export const changeEmail = defineAccountVerb({
  name: "accounts.change-email",
  input: changeEmailInput,
  output: z.object({ email: z.string() }),
  permission: "visitor",
  feature: null,
  audit: () => ({}),
  async run({ tx, now, wake }, { token }) {
    const { id, userId, newEmail } = await spendChange(tx, readLinkToken("email", token), now);
    await lockAddress(tx, newEmail);
    const unverified = await refuseTaken(tx, { userId, newEmail });
    if (unverified) await giveWay(tx, { userId: unverified.id, now });
    await tx.user.updateMany({
      where: { id: userId },
      data: { email: newEmail, mailEndedAt: null, mailEndedWhy: null, mailResumedAt: now },
    });
    await tx.mailToken.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
    const data = { changeId: id, email: newEmail };
    await tellPerson(tx, { userId, type: "account.email-changed", data, now });
    wake("notifications.fan-out", {});
    if (unverified) wake("accounts.erase", {});
    return { email: newEmail };
  },
});

async function spendChange(tx: Tx, id: string | null, now: Date) {
  if (id === null) throw new AppError("invalid", "link-unknown");
  const won = await tx.emailChange.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  const row = await tx.emailChange.findUnique({ where: { id } });
  if (!row) throw new AppError("invalid", "link-unknown");
  if (won.count === 1) return row;
  throw new AppError("conflict", row.usedAt ? "link-used" : "link-expired");
}

/**
 * Only whoever reads the mailbox of the new address hears that it has an account. Answers a sign-up
 * for it that nobody verified.
 */
async function refuseTaken(
  tx: Tx,
  { userId, newEmail }: { readonly userId: string; readonly newEmail: string },
): Promise<{ readonly id: string } | null> {
  const holder = await tx.user.findUnique({ where: { email: newEmail } });
  if (!holder || holder.id === userId) return null;
  if (!holder.emailVerifiedAt) return holder;
  throw new AppError("conflict", "email-taken");
}
