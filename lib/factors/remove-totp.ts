import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { nothing } from "./schema";
import { settleRemoved } from "./settle-factors";

/** Takes the authenticator app away: its codes open nothing any more. */
export const removeTotp = defineAccountVerb({
  name: "accounts.remove-totp",
  input: nothing,
  output: nothing,
  permission: "self",
  feature: null,
  fresh: true,
  audit: () => ({}),
  async run({ tx, scope, now, wake }) {
    const { userId, sessionId } = personOfScope(scope);
    const { count } = await tx.totp.deleteMany({ where: { userId, confirmedAt: { not: null } } });
    if (count === 0) throw new AppError("not-found", "factor-unknown");
    await settleRemoved(tx, { userId, sessionId, now, kind: "totp", name: "" });
    wake("notifications.fan-out", {});
    return {};
  },
});
