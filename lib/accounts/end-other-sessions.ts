import { z } from "zod";
import { nothing } from "@/lib/accounts/schema";
import { endSessions } from "@/lib/auth/end-sessions";
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
  async run({ tx, scope, now }) {
    const { userId, sessionId } = personOfScope(scope);
    return { ended: await endSessions(tx, { userId, keepSessionId: sessionId, now }) };
  },
});
