import type { Tx } from "@/lib/db";
import { observe } from "@/lib/deployments/observe";
import { halfWayRate } from "@/lib/deployments/steps/half-way";
import { transition } from "@/lib/deployments/transition";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import type { Micros } from "@/lib/money";
import { chooseKept } from "@/lib/operations/find-machines";
import { type CallResult, finishCall } from "@/lib/operations/make-call";
import type { Outcome, Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** The provider answered with the machine it made. */
export function takeAnswered(
  work: Work,
  { call, value, at }: Extract<CallResult<{ id: string }>, { kind: "answered" }>,
): Outcome {
  return {
    kind: "next",
    step: "await-running",
    point: "result",
    write: async (tx) => {
      await finishCall(tx, call, { status: "OK", at, instanceId: value.id });
      await beginMachine(tx, work, { instanceId: value.id, at, billedAt: at });
    },
  };
}

/** Takes a machine that an earlier try made; of several, those beside the kept one are removed. */
export function adopt(
  work: Work,
  call: ProviderCall,
  machines: readonly [Instance, ...Instance[]],
): Outcome {
  const { kept, extra } = chooseKept(machines);
  const billedAt = kept.createdAt ?? call.sentAt ?? call.createdAt;
  return {
    kind: "next",
    step: extra.length > 0 ? "remove-extra" : "await-running",
    point: "result",
    write: async (tx) => {
      await finishCall(tx, call, { status: "OK", at: work.now, instanceId: kept.id });
      const rate = halfWayRate(work, kept);
      await beginMachine(tx, work, { instanceId: kept.id, at: work.now, billedAt, rate });
      const row = await tx.deployment.findUniqueOrThrow({ where: { id: work.deployment.id } });
      await observe(tx, row, kept, work.now);
    },
  };
}

async function beginMachine(
  tx: Tx,
  { deployment }: Work,
  facts: {
    readonly instanceId: string;
    readonly at: Date;
    readonly billedAt: Date;
    readonly rate?: Micros | undefined;
  },
): Promise<void> {
  await transition(tx, deployment.id, {
    to: "provisioning",
    reason: null,
    cause: "operation",
    at: facts.at,
    billedAt: facts.billedAt,
    rate: facts.rate,
    also: { providerInstanceId: facts.instanceId, hostKey: null, hostKeyShown: null },
  });
}
