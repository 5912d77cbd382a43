import { spendMailToken } from "@/lib/accounts/mail-tokens";
import { openSession } from "@/lib/accounts/open-session";
import { linkInput, openedSession } from "@/lib/accounts/schema";
import { readLinkToken } from "@/lib/auth/mail-link";
import { safePath } from "@/lib/auth/safe-path";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * Opens the link of a sign-up, once: the address is theirs, the password chosen at that sign-up
 * counts from now on, and the browser is signed in. All other sign-ups for the address end.
 */
export const verifyEmail = defineAccountVerb({
  name: "accounts.verify-email",
  input: linkInput,
  output: openedSession,
  secretAnswer: true,
  permission: "visitor",
  feature: null,
  audit: (_input, { userId }) => ({ target: userId }),
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
