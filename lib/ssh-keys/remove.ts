import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { removeSshKeyInput } from "@/lib/ssh-keys/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Forgets one's own public key. Machines that have it already keep it. */
export const removeSshKey = defineVerb({
  name: "ssh-keys.remove",
  input: removeSshKeyInput,
  output: z.object({ id: z.string() }),
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ sshKeyId }) => ({ target: sshKeyId }),
  async run({ tx, scope }, { sshKeyId }) {
    const { userId } = personOfScope(scope);
    const where = { id: sshKeyId, teamId: scope.team.id, userId };
    const { count } = await tx.sshKey.deleteMany({ where });
    if (count === 0) throw new AppError("not-found", "ssh-key-unknown");
    return { id: sshKeyId };
  },
});
