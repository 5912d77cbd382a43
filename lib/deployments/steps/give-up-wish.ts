import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Work } from "@/lib/operations/work";

/**
 * Writes what is wanted in the place of the wish that could not be met. One that came while the
 * operation was at work is newer and stands: an end that was asked for is never taken back here.
 */
export async function giveUpWish(
  tx: Tx,
  { deployment, operation }: Work,
  data: Prisma.DeploymentUpdateManyMutationInput,
): Promise<void> {
  const { id } = deployment;
  const { generation } = operation;
  await tx.deployment.updateMany({ where: { id, desiredGeneration: generation }, data });
}
