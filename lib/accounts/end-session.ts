import { z } from "zod";
import { nothing } from "@/lib/accounts/schema";
import { sessionHandle } from "@/lib/accounts/session-handle";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";

/** Ends one session of the person, named by its handle; a copy of its cookie is dead from then on. */
export const endSession = defineAccountVerb({
  name: "accounts.end-session",
  input: z.object({ handle: z.string().min(1).max(40) }),
  output: nothing,
  permission: "self",
  feature: null,
  audit: () => ({}),
  async run({ tx, scope }, { handle }) {
    const { userId } = personOfScope(scope);
    const sessions = await tx.session.findMany({ where: { userId }, select: { id: true } });
    const found = sessions.find(({ id }) => sessionHandle(id) === handle);
    if (!found) throw new AppError("not-found", "session-unknown");
    await tx.session.deleteMany({ where: { id: found.id, userId } });
    return {};
  },
});
