import type { Tx } from "@/lib/db";

/** Has a watched machine looked at anew, inside too, as soon as somebody is free. */
export async function lookSoon(tx: Tx, deploymentId: string, now: Date): Promise<void> {
  await tx.probeState.updateMany({
    where: { deploymentId },
    data: { dueAt: now, gpuDueAt: null },
  });
}
