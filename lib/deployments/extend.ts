import { holdBudgets, requireBudget } from "@/lib/budgets/require-budget";
import { costOf } from "@/lib/costs/meter";
import type { Tx } from "@/lib/db";
import { runningUnder } from "@/lib/deployments/budget-asked";
import { lockDeployment, readView } from "@/lib/deployments/change-wish";
import { leaseColumns } from "@/lib/deployments/lease";
import { extendInput } from "@/lib/deployments/schema";
import { noPowers } from "@/lib/deployments/states";
import { deploymentView } from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import type { Deployment } from "@/lib/generated/prisma/client";
import { findProviderMeta } from "@/lib/providers/meta";
import { defineVerb } from "@/lib/verbs/define-verb";

/**
 * Sets, moves or takes away when a machine is ended by itself. An end that its lease has asked for
 * and nobody has begun on is taken back; what has stopped is not started by that. Refusals:
 * `already-ended`, `being-deleted`, `lease-end-begun`, `budget-reached`, and fields of the lease.
 */
export const extend = defineVerb({
  name: "deployments.extend",
  input: extendInput,
  output: deploymentView,
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ deploymentId, lease }) => ({
    target: deploymentId,
    details: {
      act: lease?.act ?? null,
      afterHours: lease?.afterHours ?? null,
      endsAt: lease?.endsAt ?? null,
      spend: lease?.spend ?? null,
    },
  }),
  async run({ tx, scope, now, wake }, { deploymentId, lease }) {
    await holdBudgets(tx, scope.team.id);
    const row = await lockDeployment(tx, scope.team.id, deploymentId);
    if (row.endedAt) throw new AppError("conflict", "already-ended");
    const takeBack = await mayTakeBack(tx, row);
    if (row.desired === "deleted" && !takeBack) throw new AppError("conflict", "being-deleted");
    const segments = await tx.usageSegment.findMany({ where: { deploymentId } });
    const soFarMicros = costOf(segments, now);
    const columns = leaseColumns(lease, {
      now,
      soFarMicros,
      capabilities: capabilitiesOf(row),
    });
    if (takeBack || row.desired === "running") {
      await requireBudget(tx, scope.team.id, {
        now,
        projectId: row.projectId,
        deploymentId,
        reserving: runningUnder(columns, row, soFarMicros),
        before: runningUnder(row, row, soFarMicros),
      });
    }
    await tx.deployment.update({
      where: { id: row.id },
      data: {
        ...columns,
        ...(takeBack && {
          desired: row.status === "stopped" ? "stopped" : "running",
          desiredGeneration: { increment: 1 },
        }),
      },
    });
    if (takeBack) wake("operations.run", { deploymentId });
    return readView(tx, deploymentId, now);
  },
});

function capabilitiesOf({ providerId }: Deployment) {
  return findProviderMeta(providerId)?.capabilities ?? noPowers;
}

/**
 * Whether the wish in force is the lease's own and can still be taken back. Under the deployment's
 * lock no operation is opened; an opened stop gives way until its call is sent, a delete does not.
 */
async function mayTakeBack(tx: Tx, row: Deployment): Promise<boolean> {
  const isUnmet = row.desiredGeneration > row.settledGeneration;
  if (row.leaseGeneration !== row.desiredGeneration || !isUnmet) return false;
  const begun = await tx.operation.count({
    where: {
      deploymentId: row.id,
      state: "open",
      generation: row.desiredGeneration,
      OR: [
        { kind: "delete" },
        { calls: { some: { status: { in: ["SENT", "OK", "AMBIGUOUS"] } } } },
      ],
    },
  });
  if (begun > 0) throw new AppError("conflict", "lease-end-begun");
  return true;
}
