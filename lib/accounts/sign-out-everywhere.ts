import { z } from "zod";
import { nothing } from "@/lib/accounts/schema";
import { personOfScope } from "@/lib/auth/scope";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Ends every session of the person, this one too. */
export const signOutEverywhere = defineAccountVerb({
  name: "accounts.sign-out-everywhere",
  input: nothing,
  output: z.object({ ended: z.number() }),
  permission: "self",
  feature: null,
  audit: (_input, { ended }) => ({ details: { ended } }),
  async run({ tx, scope }) {
    const { userId } = personOfScope(scope);
    const { count } = await tx.session.deleteMany({ where: { userId } });
    return { ended: count };
  },
});
