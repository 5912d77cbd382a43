import { changeLocaleInput } from "@/lib/accounts/schema";
import { personOfScope } from "@/lib/auth/scope";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Changes the language mails are written in. */
export const changeLocale = defineAccountVerb({
  name: "accounts.change-locale",
  input: changeLocaleInput,
  output: changeLocaleInput,
  permission: "self",
  feature: null,
  audit: ({ locale }) => ({ details: { locale } }),
  async run({ tx, scope }, { locale }) {
    const { userId } = personOfScope(scope);
    await tx.user.updateMany({ where: { id: userId }, data: { locale } });
    return { locale };
  },
});
