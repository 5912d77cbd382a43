import { z } from "zod";
import type { Tx } from "@/lib/db";
import { refusalReason } from "@/lib/deployments/reasons";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { transition } from "@/lib/deployments/transition";
import { type CallResult, finishCall, makeCall } from "@/lib/operations/make-call";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { lastCall, type Outcome, superseded, type Work } from "@/lib/operations/work";
import { endAct } from "@/lib/repair/write-repair";

/**
 * Restarts the machine once, or starts it where its provider has stopped it. An answer that was lost
 * is taken for a yes: whether the machine is well again is seen, not told.
 */
export async function reboot(work: Work): Promise<Outcome> {
  if (work.newerWish) return superseded;
  const instance = await lookAt(work);
  if (!instance || instance.status === "terminated") return didNotHelp(work, "gone");
  const sent = work.calls.findLast(
    (call) => (call.step === "reboot" || call.step === "start") && call.createdAt >= begunAt(work),
  );
  if (sent && sent.status !== "INTENT") return { kind: "next", step: "await-running" };
  if (instance.status === "provisioning") return { kind: "next", step: "await-running" };
  return instance.status === "stopped" ? startIt(work, instance.id) : restartIt(work, instance.id);
}

const begun = z.object({ begunAt: z.iso.datetime() });

/** Calls of an earlier reboot of the same operation do not count. */
function begunAt({ operation }: Work): Date {
  return new Date(begun.parse(operation.context).begunAt);
}

async function restartIt(work: Work, id: string): Promise<Outcome> {
  const { instances, credentials } = work.account;
  const act = instances.restart;
  if (!act) return didNotHelp(work, "refused");
  const result = await makeCall(work, {
    step: "reboot",
    verb: "restart",
    instanceId: id,
    unsent: unsentOf(work, "reboot"),
    act: (_name, context) => act(credentials, id, context),
  });
  return conclude(work, result, async () => undefined);
}

async function startIt(work: Work, id: string): Promise<Outcome> {
  const { instances, credentials } = work.account;
  const act = instances.start;
  if (!act) return didNotHelp(work, "refused");
  const result = await makeCall(work, {
    step: "start",
    verb: "start",
    instanceId: id,
    unsent: unsentOf(work, "start"),
    act: (_name, context) => act(credentials, id, context),
  });
  return conclude(work, result, async (tx) => {
    const instanceId = result.kind === "answered" ? result.value.id : id;
    await transition(tx, work.deployment.id, {
      to: "provisioning",
      reason: null,
      cause: "operation",
      at: work.now,
      also: { providerInstanceId: instanceId },
    });
  });
}

function unsentOf(work: Work, step: string) {
  const call = lastCall(work, step);
  return call?.status === "INTENT" ? call : undefined;
}

function conclude(
  work: Work,
  result: CallResult<unknown>,
  begin: (tx: Tx) => Promise<void>,
): Outcome {
  if (result.kind === "withdrawn") return superseded;
  const { call, at } = result;
  const point = `${call.step}-result` as const;
  if (result.kind === "answered") {
    return {
      kind: "next",
      step: "await-running",
      point,
      write: async (tx) => {
        await finishCall(tx, call, { status: "OK", at });
        await begin(tx);
      },
    };
  }
  const { error, verdict } = result;
  if (verdict === "unsent") return waitUnsent(result);
  if (verdict === "ambiguous") {
    return {
      kind: "next",
      step: "await-running",
      point,
      write: async (tx) => {
        await finishCall(tx, call, { status: "AMBIGUOUS", at, error });
        await begin(tx);
      },
    };
  }
  return didNotHelp(work, refusalReason(error.kind), {
    point,
    write: (tx) => finishCall(tx, call, { status: "FAILED", at, error }),
  });
}

/** What was done did not help: what else may be done is chosen. */
export function didNotHelp(
  work: Work,
  outcome: string,
  more: Pick<Outcome, "point" | "write"> = {},
): Outcome {
  return {
    kind: "next",
    step: "choose",
    ...(more.point !== undefined && { point: more.point }),
    write: async (tx) => {
      await more.write?.(tx);
      await endAct(tx, work.operation.id, { outcome, at: work.now });
    },
  };
}
