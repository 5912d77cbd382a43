import type { BeginRefusal } from "@/lib/billing/may-begin";
import type { Tx } from "@/lib/db";
import { type Reason, refusalReason } from "@/lib/deployments/reasons";
import { finishUnclear, followMachine } from "@/lib/deployments/steps/follow-machine";
import { forgetHostKey } from "@/lib/deployments/steps/forget-host-key";
import { lookAt } from "@/lib/deployments/steps/look-at";
import {
  isUp,
  lookAgain,
  lookAtStarted,
  START_STEP,
  unclearStart,
} from "@/lib/deployments/steps/look-at-started";
import { transition } from "@/lib/deployments/transition";
import { recordEvent } from "@/lib/events/record-event";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { isUnbegun, type Outcome, superseded, unsentCall, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";

/**
 * Starts a stopped machine, after a look whether it is not on its way already. A newer wish has to
 * know the id that a start without an answer may have given it.
 */
export async function start(work: Work): Promise<Outcome> {
  const unclearSince = unclearStart(work);
  if (work.newerWish && !unclearSince) return superseded;
  if (work.mayNotBegin && isUnbegun(work)) return refuseToBegin(work, work.mayNotBegin);
  const { account, deployment } = work;
  const id = deployment.providerInstanceId ?? "";
  const instance = await lookAtStarted(work);
  if (instance === "not-yet") return lookAgain();
  if (instance && isUp(instance)) {
    return onItsWay(work, { at: work.now, id: instance.id, billedAt: unclearSince });
  }
  if (work.newerWish) return superseded;
  if (!instance || instance.status === "terminated") return keepAsToldBy(work, "gone", null);
  const act = account.instances.start;
  if (!act || work.now > work.operation.deadline) {
    return keepAsToldBy(work, "start-timeout", instance);
  }
  const result = await makeCall(work, {
    step: START_STEP,
    verb: "start",
    instanceId: id,
    unsent: unsentCall(work, START_STEP),
    act: (_name, context) => act(account.credentials, id, context),
  });
  if (result.kind === "withdrawn") return superseded;
  const { call, at } = result;
  if (result.kind === "answered") {
    const instanceId = result.value.id;
    return onItsWay(work, { at, id: instanceId }, (tx) =>
      finishCall(tx, call, { status: "OK", at, instanceId }),
    );
  }
  if (result.verdict === "unsent") return waitUnsent(result);
  if (result.verdict === "ambiguous") return finishUnclear(result);
  const { error } = result;
  return keepAsToldBy(work, refusalReason(error.kind), instance, (tx) =>
    finishCall(tx, call, { status: "FAILED", at, error }),
  );
}

/** The tier has changed since the wish: it does not begin (BILLING T23). */
async function refuseToBegin(work: Work, reason: BeginRefusal): Promise<Outcome> {
  const { deployment, now } = work;
  const { id, teamId, name, providerId } = deployment;
  return keepAsToldBy(work, reason, await lookAt(work), (tx) =>
    recordEvent(tx, {
      type: "deployment.start-refused",
      teamId,
      deploymentId: id,
      data: { name, providerId, reason },
      at: now,
    }),
  );
}

interface OnItsWay {
  readonly at: Date;
  readonly id: string;
  readonly billedAt?: Date | undefined;
}

/** On its way up, under the id it has from now on. */
function onItsWay(
  work: Work,
  { at, id, billedAt }: OnItsWay,
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
      await tx.deployment.update({
        where: { id: work.deployment.id },
        data: { providerInstanceId: id },
      });
      await forgetHostKey(tx, work);
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
