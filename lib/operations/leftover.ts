import type { Tx } from "@/lib/db";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import type { Instance } from "@/lib/providers/contract";

/**
 * Whether what a call of ours made and nothing uses may be ended without asking. A whole machine may.
 * What is left of one may hold somebody's data: it is ended only where the launch surely made no
 * machine, or where we ended the machine ourselves; otherwise a person decides.
 */
export async function mayEndUnasked(
  tx: Tx,
  { isLeftover }: Pick<Instance, "isLeftover">,
  made: ProviderCall,
): Promise<boolean> {
  if (!isLeftover) return true;
  return made.instanceId === null
    ? wasNeverMade(tx, made)
    : wasEndedByUs(tx, made, made.instanceId);
}

/** Settled as having made nothing, and nobody was ever asked about a machine of its name either. */
async function wasNeverMade(tx: Tx, { teamId, key: name, status }: ProviderCall): Promise<boolean> {
  if (status !== "FAILED" && status !== "ABSENT") return false;
  const asked = await tx.strayMachine.count({
    where: { teamId, name, OR: [{ ownedByCallId: null }, { decision: { not: null } }] },
  });
  return asked === 0;
}

/** We asked the provider to end it, and no deployment has it since: one that still does, lost it. */
async function wasEndedByUs(
  tx: Tx,
  { teamId, createdAt }: ProviderCall,
  instanceId: string,
): Promise<boolean> {
  const holders = await tx.deployment.count({
    where: { teamId, providerInstanceId: instanceId, endedAt: null },
  });
  if (holders > 0) return false;
  const ends = await tx.providerCall.count({
    where: {
      teamId,
      verb: "terminate",
      instanceId,
      status: { in: ["SENT", "OK", "AMBIGUOUS", "FAILED"] },
      createdAt: { gte: createdAt },
    },
  });
  return ends > 0;
}
