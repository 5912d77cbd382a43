import type { Tx } from "@/lib/db";
import { observe } from "@/lib/deployments/observe";
import { offerRefusal } from "@/lib/deployments/offer-refusal";
import { type Reason, refusalReason } from "@/lib/deployments/reasons";
import { transition } from "@/lib/deployments/transition";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { countAbsence } from "@/lib/operations/absence";
import { chooseKept, findMachines } from "@/lib/operations/find-machines";
import { type CallResult, finishCall, makeCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import { refuseKey } from "@/lib/operations/refuse-key";
import { lastCall, type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { Instance, LaunchSpec } from "@/lib/providers/contract";

/** The step whose calls make machines; it stands in their names. */
export const CREATE_STEP = "create";

/**
 * Makes the machine, or finds the one an earlier try made. A try whose end is unknown is looked for
 * by name before anything new is sent; nothing is ever sent while the account cannot be listed.
 */
export async function create(work: Work): Promise<Outcome> {
  const call = lastCall(work, CREATE_STEP);
  if (call && ["INTENT", "SENT", "AMBIGUOUS"].includes(call.status)) return resolve(work, call);
  if (work.newerWish) return superseded;
  return buy(work);
}

async function resolve(work: Work, call: ProviderCall): Promise<Outcome> {
  const [first, ...others] = await findMachines(work, CREATE_STEP);
  if (first) return adopt(work, call, [first, ...others]);
  if (call.status === "INTENT" || !call.sentAt) {
    return work.newerWish ? withdraw(work, call) : buy(work, call);
  }
  const settleMs = paced(work.account.capabilities.settleMs);
  const facts = { absences: call.absences, lookedAt: call.lookedAt, sentAt: call.sentAt };
  const verdict = countAbsence(facts, settleMs, work.now);
  if (verdict.proved) {
    return {
      kind: "next",
      step: CREATE_STEP,
      point: "absent",
      write: (tx) => finishCall(tx, call, { status: "ABSENT", at: work.now }),
    };
  }
  return {
    kind: "wait",
    forMs: verdict.lookAgainInMs,
    reason: "looking",
    write: async (tx) => {
      const { absences, lookedAt } = verdict;
      await tx.providerCall.update({ where: { id: call.id }, data: { absences, lookedAt } });
    },
  };
}

function withdraw(work: Work, call: ProviderCall): Outcome {
  return {
    ...superseded,
    write: (tx) => finishCall(tx, call, { status: "ABSENT", at: work.now }),
  };
}

/** Sends the purchase if it may still be made as agreed to, however old its intent is. */
async function buy(work: Work, unsent?: ProviderCall): Promise<Outcome> {
  const isLate = work.now > work.operation.deadline;
  const refusal = isLate ? "no-answer" : await offerRefusal(work.deployment, work.now);
  if (!refusal) return launch(work, unsent);
  return fail(work, refusal, async (tx) => {
    if (unsent) await finishCall(tx, unsent, { status: "ABSENT", at: work.now });
  });
}

async function launch(work: Work, unsent?: ProviderCall): Promise<Outcome> {
  const { account, deployment } = work;
  const result = await makeCall(work, {
    step: CREATE_STEP,
    verb: "launch",
    unsent,
    pricePerHourMicros: deployment.quotedPerHourMicros,
    act: (name) => account.instances.launch(account.credentials, specOf(work, name), {}),
  });
  switch (result.kind) {
    case "withdrawn":
      return superseded;
    case "answered":
      return made(work, result);
    case "failed":
      return refusedOrUnclear(work, result);
    default:
      return result satisfies never;
  }
}

function specOf({ deployment }: Work, name: string): LaunchSpec {
  const { instanceType, gpuCount, region, tier, image, diskGb, ports, sshPublicKey } = deployment;
  const { volumeId, quotedPerHourMicros: pricePerHourMicros } = deployment;
  const pricingModel = deployment.pricingModel === "spot" ? "spot" : "on-demand";
  return {
    name,
    instanceType,
    gpuCount,
    region,
    tier,
    image,
    diskGb,
    ports,
    sshPublicKey,
    pricingModel,
    pricePerHourMicros,
    volumeId,
  };
}

function made(
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

async function beginMachine(
  tx: Tx,
  { deployment }: Work,
  facts: { readonly instanceId: string; readonly at: Date; readonly billedAt: Date },
): Promise<void> {
  await transition(tx, deployment.id, {
    to: "provisioning",
    reason: null,
    cause: "operation",
    at: facts.at,
    billedAt: facts.billedAt,
    also: { providerInstanceId: facts.instanceId },
  });
}

function refusedOrUnclear(
  work: Work,
  { call, error, verdict, at }: Extract<CallResult<unknown>, { kind: "failed" }>,
): Outcome {
  if (verdict === "refused" || verdict === "auth") {
    return fail(work, refusalReason(error.kind), async (tx) => {
      await finishCall(tx, call, { status: "FAILED", at, error });
      if (verdict === "refused") return;
      const { providerKeyId } = work.account;
      await refuseKey(tx, { providerKeyId, reason: error.kind, at });
    });
  }
  const lookInMs = paced(work.account.capabilities.settleMs / 3);
  return {
    kind: "wait",
    forMs: Math.max(error.retryAfterMs ?? 0, lookInMs),
    reason: "looking",
    point: "result",
    write: (tx) => finishCall(tx, call, { status: "AMBIGUOUS", at, error }),
  };
}

/** Nothing was made and nothing will be: it cost nothing. */
function fail(work: Work, reason: Reason, write?: (tx: Tx) => Promise<void>): Outcome {
  return {
    kind: "end",
    state: "failed",
    reason,
    point: "result",
    write: async (tx) => {
      await write?.(tx);
      await transition(tx, work.deployment.id, {
        to: "failed",
        reason,
        cause: "operation",
        at: work.now,
        also: { endedAt: work.now },
      });
    },
  };
}

function adopt(work: Work, call: ProviderCall, machines: [Instance, ...Instance[]]): Outcome {
  const { kept, extra } = chooseKept(machines);
  const billedAt = kept.createdAt ?? call.sentAt ?? call.createdAt;
  return {
    kind: "next",
    step: extra.length > 0 ? "remove-extra" : "await-running",
    point: "result",
    write: async (tx) => {
      await finishCall(tx, call, { status: "OK", at: work.now, instanceId: kept.id });
      await beginMachine(tx, work, { instanceId: kept.id, at: work.now, billedAt });
      const row = await tx.deployment.findUniqueOrThrow({ where: { id: work.deployment.id } });
      await observe(tx, row, kept, work.now);
    },
  };
}
