import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Has the person told at their address again, which took no mail or of which they had complained. */
export const resumeMail = defineAccountVerb({
  name: "notices.resume-mail",
  input: z.object({}),
  output: z.object({ email: z.string() }),
  permission: "self",
  feature: null,
  audit: () => ({}),
  async run({ tx, scope, now }) {
    const { userId } = personOfScope(scope);
    const data = { mailEndedAt: null, mailEndedWhy: null, mailResumedAt: now };
    await tx.user.updateMany({ where: { id: userId }, data });
    return tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  },
});
