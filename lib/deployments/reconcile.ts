import { asWorker, type Tx } from "@/lib/db";
import { dueOperation } from "@/lib/deployments/due-operation";
import { parseStatus, parseWish } from "@/lib/deployments/states";
import type { Deployment } from "@/lib/generated/prisma/client";
import { atCommitPoint } from "@/lib/operations/commit-points";
import { openOperation } from "@/lib/operations/open-operation";
import { later } from "@/lib/operations/pace";
import type { OperationKind } from "@/lib/operations/work";
import { getProvider } from "@/lib/providers/registry";

const SHORT_DEADLINE_MS = 10 * 60_000;

/** Opens the operation that is due for a deployment, unless one is open or nothing is wanted. */
export async function reconcile(deploymentId: string, now: Date): Promise<void> {
  const wanted = await asWorker((tx) => findUnsettled(tx, deploymentId));
  if (!wanted) return;
  await atCommitPoint(`${kindDue(wanted)}.open`, () =>
    asWorker(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${deploymentId} FOR NO KEY UPDATE`;
      const row = await findUnsettled(tx, deploymentId);
      if (row) await openDue(tx, row, now);
    }),
  );
}

async function findUnsettled(tx: Tx, deploymentId: string): Promise<Deployment | null> {
  const row = await tx.deployment.findFirst({
    where: { id: deploymentId, operations: { none: { state: "open" } } },
  });
  return row && row.desiredGeneration > row.settledGeneration ? row : null;
}

function kindDue(row: Deployment): OperationKind {
  return dueOperation({
    desired: parseWish(row.desired),
    status: parseStatus(row.status),
    restartRequested: row.restartRequested,
    providerInstanceId: row.providerInstanceId,
  });
}

function openDue(tx: Tx, row: Deployment, now: Date): Promise<void> {
  const kind = kindDue(row);
  return openOperation(tx, {
    teamId: row.teamId,
    deploymentId: row.id,
    generation: row.desiredGeneration,
    kind,
    deadline: later(now, deadlineMs(kind, row.providerId)),
    now,
  });
}

function deadlineMs(kind: OperationKind, providerId: string): number {
  const starts = kind === "create" || kind === "start" || kind === "restart";
  const { capabilities } = getProvider(providerId).meta;
  return starts && capabilities ? capabilities.startDeadlineMs : SHORT_DEADLINE_MS;
}
