import { z } from "zod";
import { issueMailToken } from "@/lib/accounts/mail-tokens";
import { findPendingPassword } from "@/lib/accounts/pending-password";
import { findByEmail } from "@/lib/accounts/queries";
import { askVerificationInput } from "@/lib/accounts/schema";
import { countTry } from "@/lib/auth/rate-limits";
import { recordEvent } from "@/lib/events/record-event";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * Sends the verification mail again, to somebody who knows the password of that sign-up. Answers
 * the same when there is nothing to send.
 */
export const askVerification = defineAccountVerb({
  name: "accounts.ask-verification",
  input: askVerificationInput,
  output: z.object({ email: z.string() }),
  permission: "visitor",
  feature: null,
  audit: () => ({}),
  async prepare(_scope, { email, password }) {
    await countTry("mailbox", `sign-up ${email}`);
    const user = await findByEmail(email);
    const passwordHash = await findPendingPassword(user?.id ?? null, password);
    return user && !user.emailVerifiedAt && passwordHash ? { ...user, passwordHash } : null;
  },
  async run({ tx, now, prepared, wake }, { email, returnTo }) {
    wake("notifications.fan-out", {});
    if (!prepared) return { email };
    const { id: userId, teamId, passwordHash } = prepared;
    const tokenId = await issueMailToken(tx, {
      userId,
      purpose: "verify",
      now,
      returnTo,
      passwordHash,
    });
    await recordEvent(tx, {
      type: "account.verification-asked",
      teamId,
      userId,
      data: { tokenId },
      at: now,
    });
    return { email };
  },
});
