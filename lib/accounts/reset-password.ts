import { spendMailToken } from "@/lib/accounts/mail-tokens";
import { nothing, resetPasswordInput } from "@/lib/accounts/schema";
import { setPassword } from "@/lib/accounts/set-password";
import { readLinkToken } from "@/lib/auth/mail-link";
import { hashPassword } from "@/lib/auth/passwords";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Sets a new password through a mailed link, once, and signs out every browser. */
export const resetPassword = defineAccountVerb({
  name: "accounts.reset-password",
  input: resetPasswordInput,
  output: nothing,
  permission: "visitor",
  feature: null,
  audit: () => ({}),
  prepare: (_scope, { password }) => hashPassword(password),
  async run({ tx, now, prepared: passwordHash, wake }, { token }) {
    const { userId } = await spendMailToken(tx, {
      id: readLinkToken("reset", token),
      purpose: "reset",
      now,
    });
    await setPassword(tx, { userId, passwordHash, now, keepSessionId: null });
    wake("notifications.fan-out", {});
    return {};
  },
});
