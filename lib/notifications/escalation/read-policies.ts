import type { Tx } from "@/lib/db";
import { type EscalationPolicy, escalationPolicy } from "@/lib/notifications/escalation/types";

/** The policies of teams that have one. */
export async function readPolicies(
  tx: Tx,
  teamIds: readonly string[],
): Promise<ReadonlyMap<string, EscalationPolicy>> {
  const rows = await tx.escalationPolicy.findMany({ where: { teamId: { in: [...teamIds] } } });
  return new Map(rows.map((row) => [row.teamId, escalationPolicy.parse(row)]));
}
