import { sql, type Tx } from "@/lib/db";
import { firstRun, ROUND_MS } from "@/lib/health/schedule";
import { later, paced } from "@/lib/pace";

/** What is known of a run of a machine, forgotten: it is no longer the same run. */
export const nothingKnown = sql`fence = probe_state.fence + 1, lease_until = NULL, gpu_due_at = NULL,
  says = NULL, recent = '', fault = NULL, first_act = NULL, bad_since = NULL, errors_base = '{}',
  heartbeat_at = NULL, heartbeat_sent_at = NULL, heartbeat = NULL, answer_ms = NULL,
  gpu_seen_at = NULL, gpu_use = NULL, gpu_memory = NULL, gpu_temperature = NULL, gpu_watts = NULL,
  idle_since = NULL`;

/**
 * Forgets what probes have found of a machine that was just set going again, and gives it until
 * `graceMs` to answer. A round that is under way is dropped. What is concluded of it stands until
 * it has answered.
 */
export async function watchAnew(
  tx: Tx,
  deploymentId: string,
  { now, graceMs }: { readonly now: Date; readonly graceMs: number },
): Promise<void> {
  const dueAt = firstRun(deploymentId, now, paced(ROUND_MS));
  await tx.$executeRaw`
    UPDATE probe_state SET due_at = ${dueAt}, grace_until = ${later(now, graceMs)}, ${nothingKnown}
    WHERE deployment_id = ${deploymentId}`;
}
