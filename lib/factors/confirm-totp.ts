import { z } from "zod";
import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope } from "@/lib/auth/scope";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { prepareFirstCodes, storeFirstCodes } from "./first-codes";
import { newCodes, typedCode } from "./schema";
import { settleAdded } from "./settle-factors";
import { spendTotp } from "./spend-totp";

/** Switches the authenticator app on by a first right code. */
export const confirmTotp = defineAccountVerb({
  name: "accounts.confirm-totp",
  input: z.object({ code: typedCode }),
  output: newCodes,
  secretAnswer: true,
  permission: "self",
  feature: null,
  fresh: true,
  audit: () => ({}),
  async prepare(scope) {
    const { userId } = personOfScope(scope);
    await countTry("confirm", userId);
    return prepareFirstCodes(userId);
  },
  async run({ tx, scope, now, prepared, wake, forgetTries }, { code }) {
    const { userId, sessionId } = personOfScope(scope);
    await spendTotp(tx, { userId, code, isFirst: true });
    await tx.totp.updateMany({ where: { userId }, data: { confirmedAt: now } });
    await settleAdded(tx, { userId, sessionId, now, kind: "totp", name: "" });
    forgetTries("confirm", userId);
    wake("notifications.fan-out", {});
    return storeFirstCodes(tx, prepared, { userId, now });
  },
});
