import type { Tx } from "@/lib/db";
import type { DoneRound } from "@/lib/health/done-round";

/**
 * Keeps the host key that a machine showed at the first meeting. One that it shows instead later is
 * noted beside it and trusted only once a person says so. In a transaction of its own, since rounds hold
 * rows in another order than those who change machines; a round that is over says nothing more.
 */
export async function keepHostKeys(tx: Tx, done: readonly DoneRound[]): Promise<void> {
  for (const { due, findings } of done) {
    const shown = findings.find(({ hostKey }) => hostKey !== undefined)?.hostKey;
    if (shown === undefined) continue;
    await tx.$executeRaw`
      UPDATE deployment SET host_key = COALESCE(host_key, ${shown}),
        host_key_shown = CASE WHEN host_key <> ${shown} THEN ${shown} END
      WHERE id = ${due.target.deploymentId} AND EXISTS (
        SELECT 1 FROM probe_state p WHERE p.deployment_id = deployment.id AND p.fence = ${due.fence})`;
  }
}
