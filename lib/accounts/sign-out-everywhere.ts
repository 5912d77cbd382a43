import { z } from "zod";
import { nothing } from "@/lib/accounts/schema";
import { endSessions } from "@/lib/auth/end-sessions";
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
  async run({ tx, scope, now }) {
    const { userId } = personOfScope(scope);
    return { ended: await endSessions(tx, { userId, keepSessionId: null, now }) };
  },
});
