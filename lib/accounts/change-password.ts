import { changePasswordInput, nothing } from "@/lib/accounts/schema";
import { setPassword } from "@/lib/accounts/set-password";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import { countTry, forgetTries } from "@/lib/auth/rate-limits";
import { personOfScope } from "@/lib/auth/scope";
import { onceAsAccounts } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Changes the signed-in person's password; every other browser is signed out. */
export const changePassword = defineAccountVerb({
  name: "accounts.change-password",
  input: changePasswordInput,
  output: nothing,
  permission: "self",
  feature: null,
  audit: () => ({}),
  async prepare(scope, { current, password }) {
    const { userId } = personOfScope(scope);
    await countTry("signInAccount", userId);
    const stored = await onceAsAccounts((db) =>
      db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } }),
    );
    if (!(await verifyPassword(stored?.passwordHash ?? null, current))) {
      throw new AppError("invalid", "wrong-current-password", {
        fields: { current: "wrong-current-password" },
      });
    }
    await forgetTries("signInAccount", userId);
    return hashPassword(password);
  },
  async run({ tx, scope, now, prepared: passwordHash, wake }) {
    const { userId, sessionId } = personOfScope(scope);
    await setPassword(tx, { userId, passwordHash, now, keepSessionId: sessionId });
    wake("notifications.fan-out", {});
    return {};
  },
});
