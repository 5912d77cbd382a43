import { asWorker } from "@/lib/db";
import { bringForward } from "@/lib/engine/bring-forward";
import { probes } from "@/lib/health/probes/registry";
import { runRounds } from "@/lib/health/run-rounds";
import { considerRepair } from "@/lib/repair/sweep";

const { signal } = new AbortController();

/** What a worker does about one machine that is unwell, without waiting for its next round of probes. */
export async function repairTurn(deploymentId: string): Promise<void> {
  await considerRepair(deploymentId);
  await bringForward(deploymentId);
  await asWorker(
    (tx) => tx.$executeRaw`
      UPDATE probe_state SET due_at = clock_timestamp() - interval '1 second'
      WHERE deployment_id = ${deploymentId}`,
  );
  await runRounds(probes, signal);
}
