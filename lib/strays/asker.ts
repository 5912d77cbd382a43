import type { Tx } from "@/lib/db";
import type { StrayMachine } from "@/lib/generated/prisma/client";

/** A call of ours on whose behalf people are asked about a machine it may have made. */
export interface Asker {
  readonly callId: string;
  readonly deploymentId: string;
  /** The launch waits for somebody to say which machine is its own. */
  readonly isWaiting: boolean;
}

/**
 * Who asks about each stray, by the stray's id. A machine that a call is known to have made has no
 * asker: nobody need decide on it, since it is ended by itself.
 */
export async function findAskers(
  tx: Tx,
  strays: readonly Pick<StrayMachine, "id" | "ownedByCallId" | "providerInstanceId">[],
): Promise<ReadonlyMap<string, Asker>> {
  const ids = strays.flatMap(({ ownedByCallId }) => ownedByCallId ?? []);
  if (ids.length === 0) return new Map();
  const calls = await tx.providerCall.findMany({
    where: { id: { in: ids }, accountMark: { not: null } },
    select: {
      id: true,
      status: true,
      instanceId: true,
      operation: { select: { deploymentId: true, state: true } },
    },
  });
  return new Map(
    strays.flatMap(({ id, ownedByCallId, providerInstanceId }) => {
      const call = calls.find((one) => one.id === ownedByCallId);
      if (!call || call.instanceId === providerInstanceId) return [];
      const { deploymentId, state } = call.operation;
      const isUnsettled = call.status === "SENT" || call.status === "AMBIGUOUS";
      return [[id, { callId: call.id, deploymentId, isWaiting: isUnsettled && state === "open" }]];
    }),
  );
}
