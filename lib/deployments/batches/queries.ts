import { personOfScope, requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import { itemState } from "@/lib/deployments/batches/item-state";
import { type BatchItemView, type BatchView, batchActs } from "@/lib/deployments/batches/schema";
import { ownWords } from "@/lib/deployments/own-words";
import { findProviderMeta } from "@/lib/providers/meta";

/** More results than anybody leaves unread; older ones count as read. */
const MOST_UNREAD = 5;

/** One's own batches whose result was not closed yet, newest first, with what came of each machine. */
export function unreadBatches(scope: TeamScope): Promise<BatchView[]> {
  requireRead(scope, "deployments.read");
  const { userId } = personOfScope(scope);
  const teamId = scope.team.id;
  return inTeam(teamId, async (tx) => {
    const batches = await tx.deploymentBatch.findMany({
      where: { teamId, userId, readAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      take: MOST_UNREAD,
    });
    if (batches.length === 0) return [];
    const rows = await tx.$queryRaw<ItemRow[]>`
      SELECT i.batch_id AS "batchId", i.deployment_id AS "deploymentId", i.generation, i.refusal,
        d.name, d.provider_id AS "providerId", d.desired_generation AS "desiredGeneration",
        d.settled_generation AS "settledGeneration", o.state AS operation, o.reason,
        CASE WHEN o.state = 'failed' THEN (
          SELECT c.error_detail FROM provider_call c WHERE c.operation_id = o.id
            AND c.error_detail IS NOT NULL ORDER BY c.created_at DESC LIMIT 1) END AS detail
      FROM deployment_batch_item i
      JOIN deployment d ON d.id = i.deployment_id
      LEFT JOIN LATERAL (
        SELECT id, state, reason FROM operation WHERE deployment_id = i.deployment_id
          AND generation = i.generation ORDER BY created_at DESC LIMIT 1
      ) o ON true
      WHERE i.team_id = ${teamId} AND i.batch_id = ANY(${batches.map(({ id }) => id)})
      ORDER BY i.batch_id, i.position`;
    return batches.map(({ id, act, createdAt }) => ({
      id,
      act: batchActs.find((one) => one === act) ?? "stop",
      createdAt: createdAt.toISOString(),
      items: rows.filter(({ batchId }) => batchId === id).map(toItemView),
    }));
  });
}

interface ItemRow {
  readonly batchId: string;
  readonly deploymentId: string;
  readonly generation: number | null;
  readonly refusal: string | null;
  readonly name: string;
  readonly providerId: string;
  readonly desiredGeneration: number;
  readonly settledGeneration: number;
  readonly operation: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
}

function toItemView(row: ItemRow): BatchItemView {
  return {
    deploymentId: row.deploymentId,
    name: row.name,
    providerName: findProviderMeta(row.providerId)?.name ?? row.providerId,
    state: itemState(row),
    reason: row.refusal ?? row.reason,
    detail: row.detail && ownWords(row.detail),
  };
}
