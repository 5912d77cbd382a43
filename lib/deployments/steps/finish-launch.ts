import { hidingValues } from "@/lib/beginning/hide-values";
import { setRate } from "@/lib/costs/usage-segments";
import type { Tx } from "@/lib/db";
import { offerRefusal } from "@/lib/deployments/offer-refusal";
import { type Reason, refusalReason } from "@/lib/deployments/reasons";
import type { GiveUp } from "@/lib/deployments/steps/await-running";
import { finishUnclear } from "@/lib/deployments/steps/follow-machine";
import { FINISH_STEP, isFinished } from "@/lib/deployments/steps/half-way";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { isUp } from "@/lib/deployments/steps/look-at-started";
import { readLaunch } from "@/lib/deployments/steps/read-launch";
import { startingPerHour } from "@/lib/deployments/usage-rate";
import { callPoint } from "@/lib/operations/commit-points";
import { type CallResult, finishCall, makeCall } from "@/lib/operations/make-call";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import {
  lastCall,
  type Outcome,
  superseded,
  unsentCall,
  type Work,
  type Write,
} from "@/lib/operations/work";
import type { Instance, InstancesFace } from "@/lib/providers/contract";

/**
 * Makes the calls that are left of a launch, for a machine that was found switched off: the worker
 * that made it died in between, or the provider's answer was lost. It is bought only now, so what
 * holds for buying holds here. A machine that cannot be finished is given up.
 */
export function finishLaunch(giveUp: GiveUp): (work: Work) => Promise<Outcome> {
  return async (work) => {
    if (work.newerWish) return superseded;
    const finish = work.account.instances.finishLaunch;
    const instance = await lookAt(work);
    if (!finish || instance?.status !== "stopped") return onItsWay(work, instance);
    const refusal = await refusalBefore(work);
    if (refusal) return giveUp(work, refusal, null);
    return conclude(work, await ask(work, instance, finish), giveUp);
  };
}

/** What may not be bought any more is not switched on either. */
async function refusalBefore({ operation, deployment, mayNotBegin, now }: Work) {
  if (now > operation.deadline) return "start-timeout" satisfies Reason;
  return mayNotBegin ?? offerRefusal(deployment, now);
}

async function ask(
  work: Work,
  { id, name }: Instance,
  finish: NonNullable<InstancesFace["finishLaunch"]>,
): Promise<CallResult<void>> {
  const { credentials } = work.account;
  const { specUnder, secretValues } = await readLaunch(work);
  const spec = specUnder(name ?? "");
  return makeCall(work, {
    step: FINISH_STEP,
    verb: "start",
    instanceId: id,
    unsent: unsentCall(work, FINISH_STEP),
    act: (_name, context) => hidingValues(secretValues, finish(credentials, id, spec, context)),
  });
}

/** Where it is on its way already, the call that seemed lost had come through. */
function onItsWay(work: Work, instance: Instance | null): Outcome {
  const sentAt = isFinished(work) ? lastCall(work, FINISH_STEP)?.sentAt : null;
  return {
    kind: "next",
    step: "await-running",
    ...(instance && isUp(instance) && { write: (tx) => bookOn(tx, work, sentAt ?? work.now) }),
  };
}

function conclude(work: Work, result: CallResult<void>, giveUp: GiveUp): Outcome {
  if (result.kind === "withdrawn") return superseded;
  const { call, at } = result;
  const point = callPoint(work.operation.kind, FINISH_STEP, "result");
  const taken = (write: Write): Outcome => ({
    kind: "next",
    step: "await-running",
    point,
    write: async (tx) => {
      await write(tx);
      await bookOn(tx, work, at);
    },
  });
  if (result.kind === "answered") {
    return taken((tx) => finishCall(tx, call, { status: "OK", at }));
  }
  const { error, verdict } = result;
  if (verdict === "unsent") return waitUnsent(result);
  if (verdict === "ambiguous") return { ...finishUnclear(result), point };
  const write: Write = (tx) => finishCall(tx, call, { status: "FAILED", at, error });
  // It is on its way already, unless what forbids it was found before anything was sent.
  if (error.kind === "conflict" && !error.isUnsent) return taken(write);
  const given = giveUp(work, refusalReason(error.kind), null);
  return {
    ...given,
    point,
    write: async (tx) => {
      await write(tx);
      await given.write?.(tx);
    },
  };
}

/** Until now it was off, and cost no more than one that is stopped. */
async function bookOn(tx: Tx, { deployment, account }: Work, at: Date): Promise<void> {
  const rate = startingPerHour(deployment, account.capabilities);
  await setRate(tx, deployment, { rate, at, cause: "provisioning" });
}
