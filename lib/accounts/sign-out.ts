import { nothing } from "@/lib/accounts/schema";
import { personOfScope } from "@/lib/auth/scope";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Ends this browser's session; a copy of its cookie is dead from then on. */
export const signOut = defineAccountVerb({
  name: "accounts.sign-out",
  input: nothing,
  output: nothing,
  permission: "self",
  feature: null,
  audit: () => ({}),
  async run({ tx, scope }) {
    const { sessionId } = personOfScope(scope);
    if (sessionId) await tx.session.deleteMany({ where: { id: sessionId } });
    return {};
  },
});
