import { issueMailToken } from "@/lib/accounts/mail-tokens";
import { confirmWays } from "@/lib/accounts/queries";
import { nothing } from "@/lib/accounts/schema";
import { countTry } from "@/lib/auth/rate-limits";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { tellPerson } from "@/lib/events/tell-person";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Mails the code with which a person confirms whose account has neither password nor second factor. */
export const askConfirmCode = defineAccountVerb({
  name: "accounts.ask-confirm-code",
  input: nothing,
  output: nothing,
  permission: "self",
  feature: null,
  audit: () => ({}),
  async prepare(scope) {
    const { userId } = personOfScope(scope);
    if (!(await confirmWays(scope)).mail) throw new AppError("conflict", "confirm-otherwise");
    await countTry("mailbox", `confirm ${userId}`);
  },
  async run({ tx, scope, now, wake }) {
    const { userId } = personOfScope(scope);
    await tx.mailToken.updateMany({
      where: { userId, purpose: "confirm", usedAt: null },
      data: { usedAt: now },
    });
    const tokenId = await issueMailToken(tx, { userId, purpose: "confirm", now });
    await tellPerson(tx, { userId, type: "account.confirm-asked", data: { tokenId }, now });
    wake("notifications.fan-out", {});
    return {};
  },
});
