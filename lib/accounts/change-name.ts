import { changeNameInput } from "@/lib/accounts/schema";
import { personOfScope } from "@/lib/auth/scope";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Changes the name by which mails and team mates call the person; empty takes it away. */
export const changeName = defineAccountVerb({
  name: "accounts.change-name",
  input: changeNameInput,
  output: changeNameInput,
  permission: "self",
  feature: null,
  audit: () => ({}),
  async run({ tx, scope }, { name }) {
    const { userId } = personOfScope(scope);
    await tx.user.updateMany({ where: { id: userId }, data: { name: name || null } });
    return { name };
  },
});
