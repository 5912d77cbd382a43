import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { factorsOf, hasFactor } from "./factors-of";
import { makeRecoveryCodes, replaceRecoveryCodes } from "./recovery-codes";
import { newCodes, nothing } from "./schema";

/** Ten new recovery codes, shown this once; those from before open nothing any more. */
export const renewRecoveryCodes = defineAccountVerb({
  name: "accounts.renew-recovery-codes",
  input: nothing,
  output: newCodes,
  secretAnswer: true,
  permission: "self",
  feature: null,
  fresh: true,
  audit: () => ({}),
  async prepare(scope) {
    await countTry("confirm", personOfScope(scope).userId);
    return makeRecoveryCodes();
  },
  async run({ tx, scope, now, prepared }) {
    const { userId } = personOfScope(scope);
    if (!hasFactor(await factorsOf(tx, userId))) throw new AppError("conflict", "factor-first");
    await replaceRecoveryCodes(tx, { userId, hashes: prepared.hashes, now });
    return { codes: [...prepared.codes] };
  },
});
