import { spendMailToken } from "@/lib/accounts/mail-tokens";
import { openSession } from "@/lib/accounts/open-session";
import { openedSession, verifyInput } from "@/lib/accounts/schema";
import { readLinkToken } from "@/lib/auth/mail-link";
import { verifyPassword } from "@/lib/auth/passwords";
import { countTry } from "@/lib/auth/rate-limits";
import { safePath } from "@/lib/auth/safe-path";
import { onceAsAccounts } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * Opens the link of a sign-up, once: the address is theirs, the password chosen at that sign-up
 * counts from now on, and the browser is signed in. All other sign-ups for the address end. A given
 * password must be that one: so nobody confirms by mistake what a stranger began for their address.
 */
export const verifyEmail = defineAccountVerb({
  name: "accounts.verify-email",
  input: verifyInput,
  output: openedSession,
  secretAnswer: true,
  permission: "visitor",
  feature: null,
  audit: (_input, { userId }) => ({ target: userId }),
  async prepare({ address }, { token, password }) {
    if (password === undefined) return;
    await countTry("signInAddress", address ?? "unknown");
    const id = readLinkToken("verify", token);
    const link = await onceAsAccounts((db) => db.mailToken.findUnique({ where: { id: id ?? "" } }));
    if (await verifyPassword(link?.passwordHash ?? null, password)) return;
    throw new AppError("invalid", "wrong-password", { fields: { password: "link-password" } });
  },
  async run({ tx, scope, now }, { token }) {
    const { id, userId, passwordHash, returnTo } = await spendMailToken(tx, {
      id: readLinkToken("verify", token),
      purpose: "verify",
      now,
    });
    await tx.user.updateMany({
      where: { id: userId, emailVerifiedAt: null },
      data: { emailVerifiedAt: now, passwordHash },
    });
    await tx.mailToken.deleteMany({ where: { userId, purpose: "verify", id: { not: id } } });
    const sessionId = await openSession(tx, scope, { userId, now });
    return { sessionId, userId, returnTo: safePath(returnTo) };
  },
});
