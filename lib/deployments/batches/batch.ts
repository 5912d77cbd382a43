import { personOfScope } from "@/lib/auth/scope";
import { holdBudgets } from "@/lib/budgets/require-budget";
import type { Tx } from "@/lib/db";
import { type BatchAct, batchAsked, batchInput } from "@/lib/deployments/batches/schema";
import { changeWish, type WishSpec } from "@/lib/deployments/change-wish";
import { restartWish } from "@/lib/deployments/restart";
import { startWish } from "@/lib/deployments/start";
import { stopWish } from "@/lib/deployments/stop";
import { terminateWish } from "@/lib/deployments/terminate";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { defineVerb } from "@/lib/verbs/define-verb";

const wishes: Readonly<Record<BatchAct, WishSpec>> = {
  start: startWish,
  stop: stopWish,
  restart: restartWish,
  terminate: terminateWish,
};

/**
 * Asks the same act of up to 500 machines, each by the rule of the single act. What is refused of one
 * is kept with it and the rest goes on; what comes of the taken wishes is read from their operations.
 */
export const batch = defineVerb({
  name: "deployments.batch",
  input: batchInput,
  output: batchAsked,
  permission: "deployments.write",
  feature: "batchActions",
  audit: ({ act }, { batchId, asked, refused }) => ({
    target: batchId,
    details: { act, asked, refused },
  }),
  async run({ tx, scope, now, wake }, { act, deploymentIds, retryOf }) {
    const { userId } = personOfScope(scope);
    const batchId = newId("bat");
    const teamId = scope.team.id;
    if (retryOf) await markRead(tx, { teamId, userId, batchId: retryOf, now });
    await tx.deploymentBatch.create({
      data: { id: batchId, teamId, userId, act, retryOf: retryOf ?? null, createdAt: now },
    });
    const chosen = [...new Set(deploymentIds)];
    const outcomes = new Map<string, Outcome>();
    if (act === "start") await holdBudgets(tx, teamId);
    // Rows are locked in one order, so that two batches at once cannot wait for each other.
    for (const deploymentId of [...chosen].sort()) {
      const outcome = await ask(tx, scope.team, { spec: wishes[act], deploymentId, now });
      outcomes.set(deploymentId, outcome);
      if (outcome.refusal === null) wake("operations.run", { deploymentId });
    }
    await tx.deploymentBatchItem.createMany({
      data: chosen.map((deploymentId, position) => ({
        batchId,
        deploymentId,
        teamId,
        position,
        ...(outcomes.get(deploymentId) ?? notAsked),
      })),
    });
    const refused = [...outcomes.values()].filter(({ refusal }) => refusal !== null).length;
    return { batchId, asked: chosen.length - refused, refused };
  },
});

interface Outcome {
  readonly generation: number | null;
  readonly refusal: string | null;
}

const notAsked: Outcome = { generation: null, refusal: "internal" };

async function ask(
  tx: Tx,
  team: Parameters<typeof changeWish>[1],
  item: Parameters<typeof changeWish>[2],
): Promise<Outcome> {
  try {
    return { generation: await changeWish(tx, team, item), refusal: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "not-found") throw error;
    return { generation: null, refusal: error.reason };
  }
}

/** Closes the result of one's own batch; throws `not-found` for anybody else's. */
export async function markRead(
  tx: Tx,
  facts: {
    readonly teamId: string;
    readonly userId: string;
    readonly batchId: string;
    readonly now: Date;
  },
): Promise<void> {
  const { teamId, userId, batchId, now } = facts;
  const mine = { id: batchId, teamId, userId };
  if (!(await tx.deploymentBatch.findFirst({ where: mine, select: { id: true } }))) {
    throw new AppError("not-found", "batch-not-found");
  }
  await tx.deploymentBatch.updateMany({ where: { ...mine, readAt: null }, data: { readAt: now } });
}
