import { z } from "zod";
import { nothing } from "@/lib/accounts/schema";
import { personOfScope } from "@/lib/auth/scope";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Ends every session of the person but this one. */
export const endOtherSessions = defineAccountVerb({
  name: "accounts.end-other-sessions",
  input: nothing,
  output: z.object({ ended: z.number() }),
  permission: "self",
  feature: null,
  audit: (_input, { ended }) => ({ details: { ended } }),
  async run({ tx, scope }) {
    const { userId, sessionId } = personOfScope(scope);
    const { count } = await tx.session.deleteMany({
      where: { userId, ...(sessionId && { id: { not: sessionId } }) },
    });
    return { ended: count };
  },
});
