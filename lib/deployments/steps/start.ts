import type { Tx } from "@/lib/db";
import { type Reason, refusalReason } from "@/lib/deployments/reasons";
import { finishUnclear, followMachine } from "@/lib/deployments/steps/follow-machine";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { transition } from "@/lib/deployments/transition";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { lastCall, type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/** Starts a stopped machine, after a look whether it is not on its way already. */
export async function start(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const { account, deployment } = work;
  const id = deployment.providerInstanceId ?? "";
  const instance = await lookAt(work);
  if (!instance || instance.status === "terminated") return keepAsToldBy(work, "gone", null);
  if (instance.status === "running" || instance.status === "provisioning") {
    return onItsWay(work, { at: work.now, billedAt: unconfirmedSince(work) });
  }
  const act = account.instances.start;
  if (!act || work.now > work.operation.deadline) {
    return keepAsToldBy(work, "start-timeout", instance);
  }
  const result = await makeCall(work, {
    step: "start",
    verb: "start",
    instanceId: id,
    act: () => act(account.credentials, id, {}),
  });
  if (result.kind === "withdrawn") return superseded;
  const { call, at } = result;
  if (result.kind === "answered") {
    return onItsWay(work, { at }, (tx) => finishCall(tx, call, { status: "OK", at }));
  }
  if (result.verdict === "ambiguous") return finishUnclear(result);
  const { error } = result;
  return keepAsToldBy(work, refusalReason(error.kind), instance, (tx) =>
    finishCall(tx, call, { status: "FAILED", at, error }),
  );
}

/** A start nobody saw the answer of was taken when it was sent, and has cost money since. */
function unconfirmedSince(work: Work): Date | undefined {
  const call = lastCall(work, "start");
  const isUnclear = call?.status === "SENT" || call?.status === "AMBIGUOUS";
  return isUnclear ? (call.sentAt ?? undefined) : undefined;
}

function onItsWay(
  work: Work,
  { at, billedAt }: { readonly at: Date; readonly billedAt?: Date | undefined },
  write?: (tx: Tx) => Promise<void>,
): Outcome {
  return {
    kind: "next",
    step: "await-running",
    point: "result",
    write: async (tx) => {
      await write?.(tx);
      await transition(tx, work.deployment.id, {
        to: "provisioning",
        reason: null,
        cause: "user",
        at,
        ...(billedAt && { billedAt }),
      });
    },
  };
}

/** The machine will not run: it stays as the provider says it is, and the wish is given up. */
export function keepAsToldBy(
  work: Work,
  reason: Reason,
  instance: Instance | null,
  write?: (tx: Tx) => Promise<void>,
): Outcome {
  return {
    kind: "end",
    state: "failed",
    reason,
    point: "result",
    write: async (tx) => {
      await write?.(tx);
      await followMachine(tx, work, { instance, reason });
    },
  };
}
