import { z } from "zod";
import { issueMailToken } from "@/lib/accounts/mail-tokens";
import { findByEmail } from "@/lib/accounts/queries";
import { askResetInput } from "@/lib/accounts/schema";
import { countTry } from "@/lib/auth/rate-limits";
import { recordEvent } from "@/lib/events/record-event";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/**
 * Mails a link to choose a new password. Answers the same, after the same wake, for an address
 * without an account.
 */
export const askReset = defineAccountVerb({
  name: "accounts.ask-reset",
  input: askResetInput,
  output: z.object({ email: z.string() }),
  permission: "visitor",
  feature: null,
  audit: () => ({}),
  async prepare(_scope, { email }) {
    await countTry("mailbox", `reset ${email}`);
    const user = await findByEmail(email);
    return user?.emailVerifiedAt && !user.disabledAt ? user : null;
  },
  async run({ tx, now, prepared: user, wake }, { email }) {
    wake("notifications.fan-out", {});
    if (!user) return { email };
    const { id: userId, teamId } = user;
    const tokenId = await issueMailToken(tx, { userId, purpose: "reset", now });
    await recordEvent(tx, {
      type: "account.reset-asked",
      teamId,
      userId,
      data: { tokenId },
      at: now,
    });
    return { email };
  },
});
