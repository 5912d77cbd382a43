import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { nothing, passkeyIdInput } from "./schema";
import { settleRemoved } from "./settle-factors";

/** Takes a passkey of one's own away: it signs in nobody any more. */
export const removePasskey = defineAccountVerb({
  name: "accounts.remove-passkey",
  input: passkeyIdInput,
  output: nothing,
  permission: "self",
  feature: null,
  fresh: true,
  audit: ({ passkeyId }) => ({ target: passkeyId }),
  async run({ tx, scope, now, wake }, { passkeyId: id }) {
    const { userId, sessionId } = personOfScope(scope);
    const row = await tx.passkey.findFirst({ where: { id, userId } });
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (!row || count === 0) throw new AppError("not-found", "factor-unknown");
    await settleRemoved(tx, { userId, sessionId, now, kind: "passkey", name: row.name });
    wake("notifications.fan-out", {});
    return {};
  },
});
