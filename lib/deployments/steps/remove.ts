import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { skipCandidates } from "@/lib/deployments/candidates";
import { countRunning } from "@/lib/deployments/observe";
import { lookAt } from "@/lib/deployments/steps/look-at";
import { transition } from "@/lib/deployments/transition";
import { recordEvent } from "@/lib/events/record-event";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { whileHeld } from "@/lib/operations/claim";
import { callPoint } from "@/lib/operations/commit-points";
import { finishCall, makeCall } from "@/lib/operations/make-call";
import { backOffMs, paced } from "@/lib/operations/pace";
import { refuseKey } from "@/lib/operations/refuse-key";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { Instance } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";

const STEP = "delete";
const ALARM_AFTER_MS = 10 * 60_000;
const ASK_AGAIN_MS = 60_000;
const FIRST_LOOK_MS = 1_000;
const SLOWEST_LOOK_MS = 15_000;

/** What removing is part of. */
export interface Removal {
  /** Written with the intent of the delete call. */
  readonly begin?: (tx: Tx, work: Work, at: Date) => Promise<void>;
  /** The end, once the provider does not show the machine any more. */
  readonly gone: (work: Work, billedAt: Date) => Outcome;
  /** A newer wish may take over between two looks. */
  readonly yields: boolean;
  /** A machine that was lost before, and is not there now, is not asked for. */
  readonly leavesLost: boolean;
}

/** Asks the provider to end the machine. A machine already gone is success. */
export function askRemoval(removal: Removal): (work: Work) => Promise<Outcome> {
  return async (work) => {
    if (removal.yields && work.newerWish) return superseded;
    await tellIfLate(work);
    const { account, deployment } = work;
    const id = deployment.providerInstanceId;
    if (id === null) return removal.gone(work, work.now);
    const calls = callsAbout(work);
    if (calls.some(isUnclear) && !(await lookAtLeft(work))) {
      return removal.gone(work, billedUntil(work));
    }
    const unsent = calls.findLast((call) => call.status === "INTENT");
    if (removal.leavesLost && calls.length === 0 && (await isStillLost(work))) {
      return removal.gone(work, work.now);
    }
    const unseen = calls.length === 0 ? await lookAtUnseen(work) : null;
    const result = await makeCall(work, {
      step: STEP,
      verb: "terminate",
      instanceId: id,
      unsent,
      always: !removal.yields,
      begin: async (tx) => {
        await removal.begin?.(tx, work, clock.now());
        if (unseen) await countRunning(tx, deployment, unseen, work.now);
      },
      act: (_name, context) => account.instances.terminate(account.credentials, id, context),
    });
    if (result.kind === "withdrawn") return superseded;
    const point = callPoint(work.operation.kind, STEP, "result");
    if (result.kind === "answered") {
      return {
        kind: "next",
        step: "await-gone",
        point,
        write: (tx) => finishCall(tx, result.call, { status: "OK", at: result.at }),
      };
    }
    const { call, error, verdict, at } = result;
    if (verdict === "unsent") return waitUnsent(result);
    return {
      kind: "next",
      step: "await-gone",
      point,
      write: async (tx) => {
        const status = verdict === "ambiguous" ? "AMBIGUOUS" : "FAILED";
        await finishCall(tx, call, { status, at, error });
        if (verdict !== "auth") return;
        await refuseKey(tx, { account, reason: error.kind, at });
      },
    };
  };
}

/**
 * Waits until neither a get nor a list shows the machine, asking again from time to time. One that
 * comes up meanwhile costs money from then on. After ten minutes somebody is told.
 */
export function awaitGone(removal: Removal): (work: Work) => Promise<Outcome> {
  return async (work) => {
    if (removal.yields && work.newerWish) return superseded;
    await tellIfLate(work);
    const instance = await lookAtLeft(work);
    if (!instance) return removal.gone(work, billedUntil(work));
    const write = (tx: Tx) => countRunning(tx, work.deployment, instance, work.now);
    if (isTimeToAsk(work)) return { kind: "next", step: STEP, write };
    const lookMs = paced(backOffMs(work.operation.attempt, FIRST_LOOK_MS, SLOWEST_LOOK_MS));
    return { kind: "wait", forMs: lookMs, reason: "deleting", write };
  };
}

/** The delete calls about the machine that stands there now; an offer before it had its own. */
function callsAbout({ calls, deployment }: Work): ProviderCall[] {
  return calls.filter(
    (call) => call.step === STEP && call.instanceId === deployment.providerInstanceId,
  );
}

function isTimeToAsk(work: Work): boolean {
  const { now } = work;
  const asked = callsAbout(work);
  const last = asked.at(-1);
  const sentAt = last?.sentAt ?? last?.createdAt ?? now;
  const waitMs =
    last?.status === "OK" ? ASK_AGAIN_MS : backOffMs(asked.length, FIRST_LOOK_MS, ASK_AGAIN_MS);
  return now.getTime() - sentAt.getTime() >= paced(waitMs);
}

function isUnclear({ status }: ProviderCall): boolean {
  return status === "SENT" || status === "AMBIGUOUS";
}

/**
 * A machine that nobody has seen run may have come up since, and cost money. A look that fails keeps
 * no end waiting.
 */
async function lookAtUnseen(work: Work): Promise<Instance | null> {
  const { account, deployment } = work;
  if (deployment.status !== "provisioning" || account.capabilities.billingStarts === "created") {
    return null;
  }
  try {
    return await lookAt(work);
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

/** A look that fails proves nothing, and keeps no end waiting. */
async function isStillLost(work: Work): Promise<boolean> {
  if (work.deployment.status !== "lost") return false;
  try {
    return (await lookAtLeft(work)) === null;
  } catch (error) {
    if (error instanceof ProviderError) return false;
    throw error;
  }
}

/** The machine, unless it has ended. */
async function lookAtLeft(work: Work): Promise<Instance | null> {
  const instance = await lookAt(work);
  return instance?.status === "terminated" ? null : instance;
}

/**
 * Billing ends when the provider takes the delete; one whose answer was lost counts as sent. One that
 * had to be asked again, since the machine still stood, was not taken before.
 */
function billedUntil(work: Work): Date {
  const calls = callsAbout(work);
  const taken = calls.findLast((call) => call.status === "OK");
  const perhaps = calls.find(isUnclear);
  return taken?.endedAt ?? perhaps?.sentAt ?? work.now;
}

/** Comes before any look, since a provider that cannot be reached goes on billing. */
async function tellIfLate(work: Work): Promise<void> {
  const { hold, operation, deployment, now } = work;
  const [first] = callsAbout(work);
  if (!first || now.getTime() - first.createdAt.getTime() < paced(ALARM_AFTER_MS)) return;
  await whileHeld(hold, (tx) =>
    recordEvent(tx, {
      type: "deployment.not-gone",
      teamId: deployment.teamId,
      deploymentId: deployment.id,
      data: { name: deployment.name, providerId: deployment.providerId, reason: "not-gone" },
      at: now,
      dedupeKey: `not-gone:${operation.id}`,
    }),
  );
}

/**
 * The removal a person asked for. Where the machine was lost before, no end of ours did it, and what
 * is left of it is not ours to end without asking.
 */
export const wishedRemoval: Removal = {
  yields: false,
  leavesLost: true,
  begin: async (tx, { deployment }, at) => {
    await transition(tx, deployment.id, {
      to: "terminating",
      reason: null,
      cause: "user",
      at,
    });
  },
  gone: (work, billedAt) => ({
    kind: "end",
    state: "succeeded",
    reason: null,
    point: "gone",
    write: async (tx) => {
      await transition(tx, work.deployment.id, {
        to: "terminated",
        reason: null,
        cause: "user",
        at: work.now,
        billedAt,
        also: { endedAt: work.now },
      });
      await skipCandidates(tx, work.deployment.id, work.now);
    },
  }),
};
