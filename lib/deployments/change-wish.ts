import type { Beginning } from "@/lib/billing/may-begin";
import { holdBudgets, requireBudget } from "@/lib/budgets/require-budget";
import type { Tx } from "@/lib/db";
import { actFacts } from "@/lib/deployments/act-facts";
import { startAsked } from "@/lib/deployments/budget-asked";
import { deploymentInput } from "@/lib/deployments/schema";
import { type Act, refusalOf, type Wish } from "@/lib/deployments/states";
import { toDeploymentView, viewRelations } from "@/lib/deployments/to-view";
import { type DeploymentView, deploymentView } from "@/lib/deployments/types";
import { AppError } from "@/lib/errors";
import type { Deployment } from "@/lib/generated/prisma/client";
import { type BeginningAsked, requireThawed } from "@/lib/provider-keys/require-thawed";
import { defineVerb } from "@/lib/verbs/define-verb";

/** What an act wants of a deployment, and when that is wanted already. */
export interface WishSpec {
  readonly act: Act;
  readonly desired: Wish;
  readonly restart: boolean;
  /** It sets something going, which a frozen key does not. */
  readonly begins?: Beginning;
  /** How it is to be stopped, where that is what is wanted. */
  readonly stopMode?: "stop" | "hibernate";
  /** Nothing to write: it is wished for already. */
  isWished(row: Deployment): boolean;
}

/**
 * A verb that changes what is wanted of a deployment. It writes the wish and its next generation;
 * the engine does the rest. Asking twice is asking once; what a lease has wished for before is the
 * person's own wish from then on.
 */
export function wishVerb(spec: WishSpec) {
  return defineVerb({
    name: `deployments.${spec.act}`,
    input: deploymentInput,
    output: deploymentView,
    permission: "deployments.write",
    feature: "deployments",
    audit: ({ deploymentId }) => ({ target: deploymentId }),
    async run({ tx, scope, now, wake }, { deploymentId }) {
      await changeWish(tx, scope.team, { spec, deploymentId, now });
      wake("operations.run", { deploymentId });
      return readView(tx, deploymentId, now);
    },
  });
}

export interface WishAsked {
  readonly spec: WishSpec;
  readonly deploymentId: string;
  readonly now: Date;
}

/**
 * Changes what is wanted of one deployment and answers the wish's generation. Every refusal is
 * thrown before anything is written, so that a transaction may go on after one.
 */
export async function changeWish(
  tx: Tx,
  team: BeginningAsked["team"],
  { spec, deploymentId, now }: WishAsked,
): Promise<number> {
  if (spec.begins) await holdBudgets(tx, team.id);
  const row = await lockDeployment(tx, team.id, deploymentId);
  const where = { id: row.id };
  if (spec.isWished(row)) {
    if (row.leaseGeneration !== null) {
      await tx.deployment.update({ where, data: { leaseGeneration: null } });
    }
    return row.desiredGeneration;
  }
  requireAllowed(row, spec.act);
  if (spec.begins) {
    await requireThawed(tx, { kind: spec.begins, team, providerKeyId: row.providerKeyId });
    await requireBudget(tx, team.id, await startAsked(tx, row, now));
  }
  await tx.deployment.update({
    where,
    data: {
      desired: spec.desired,
      restartRequested: spec.restart,
      desiredGeneration: { increment: 1 },
      ...(spec.stopMode && { stopMode: spec.stopMode }),
    },
  });
  return row.desiredGeneration + 1;
}

/** Locks the team's row for this transaction. Throws `not-found`, also for another team's. */
export async function lockDeployment(tx: Tx, teamId: string, id: string): Promise<Deployment> {
  await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await tx.deployment.findFirst({ where: { id, teamId } });
  if (!row) throw new AppError("not-found", "deployment-not-found");
  return row;
}

function requireAllowed(row: Deployment, act: Act): void {
  const refusal = refusalOf(act, actFacts(row));
  if (refusal) throw new AppError("conflict", refusal);
}

/** The deployment as people see it after the change. */
export async function readView(tx: Tx, id: string, now: Date): Promise<DeploymentView> {
  const row = await tx.deployment.findUniqueOrThrow({ where: { id }, include: viewRelations });
  return toDeploymentView(row, now);
}
