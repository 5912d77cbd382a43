import type { Tx } from "@/lib/db";
import { volumesWaiting } from "@/lib/provider-keys/key-volumes";

/**
 * Names of a team's machines that still exist, or that something is still being done with, and of
 * those in its accounts that nobody has decided on, and of volumes with an open wish: without the
 * team nobody could end them.
 */
export async function machinesLeft(tx: Tx, teamId: string): Promise<string[]> {
  const machines = await tx.deployment.findMany({
    where: { teamId, OR: [{ endedAt: null }, { operations: { some: { state: "open" } } }] },
    select: { name: true },
    orderBy: { createdAt: "asc" },
  });
  const strays = await tx.strayMachine.findMany({
    where: { teamId, goneAt: null, decision: null },
    select: { name: true, providerInstanceId: true },
    orderBy: { firstSeenAt: "asc" },
  });
  return [
    ...machines.map(({ name }) => name),
    ...strays.map(({ name, providerInstanceId }) => name ?? providerInstanceId),
    ...(await volumesWaiting(tx, { teamId })),
  ];
}
