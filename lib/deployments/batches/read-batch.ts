import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { markRead } from "@/lib/deployments/batches/batch";
import { batchReadInput } from "@/lib/deployments/batches/schema";
import { defineVerb } from "@/lib/verbs/define-verb";

/** Closes the result of one's own batch in every window. */
export const readBatch = defineVerb({
  name: "deployments.read-batch",
  input: batchReadInput,
  output: z.object({ batchId: z.string() }),
  permission: "deployments.read",
  feature: "deployments",
  audit: ({ batchId }) => ({ target: batchId }),
  async run({ tx, scope, now }, { batchId }) {
    const { userId } = personOfScope(scope);
    await markRead(tx, { teamId: scope.team.id, userId, batchId, now });
    return { batchId };
  },
});
