import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { nothing, passkeyIdInput, passkeyName } from "./schema";

/** Gives a passkey of one's own another name. */
export const renamePasskey = defineAccountVerb({
  name: "accounts.rename-passkey",
  input: passkeyIdInput.extend({ name: passkeyName }),
  output: nothing,
  permission: "self",
  feature: null,
  audit: ({ passkeyId, name }) => ({ target: passkeyId, details: { name } }),
  async run({ tx, scope }, { passkeyId: id, name }) {
    const { userId } = personOfScope(scope);
    const { count } = await tx.passkey.updateMany({ where: { id, userId }, data: { name } });
    if (count === 0) throw new AppError("not-found", "factor-unknown");
    return {};
  },
});
