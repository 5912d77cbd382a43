import type { Tx } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { OperationKind } from "@/lib/operations/work";

/**
 * Opens an operation, due at once. The caller holds the deployment's row lock and has seen that no
 * other is open; the database's unique index is the last word on that.
 */
export async function openOperation(
  tx: Tx,
  facts: {
    readonly teamId: string;
    readonly deploymentId: string;
    readonly generation: number;
    readonly kind: OperationKind;
    readonly deadline: Date;
    readonly now: Date;
  },
): Promise<void> {
  await tx.operation.create({
    data: {
      id: newId("ope"),
      teamId: facts.teamId,
      deploymentId: facts.deploymentId,
      kind: facts.kind,
      generation: facts.generation,
      state: "open",
      step: "begin",
      runAfter: facts.now,
      deadline: facts.deadline,
      context: {},
      createdAt: facts.now,
    },
  });
}
