import { hidingValues } from "@/lib/beginning/hide-values";
import {
  type CapacityAsked,
  mayAskForCapacity,
  noteCapacity,
  noteNoCapacity,
} from "@/lib/call-limits/capacity-breaker";
import type { Tx } from "@/lib/db";
import { beginCandidate, nextCandidate } from "@/lib/deployments/candidates";
import { refusalReason } from "@/lib/deployments/reasons";
import { takeAnswered } from "@/lib/deployments/steps/adopt";
import { giveUpOffer } from "@/lib/deployments/steps/give-up-offer";
import { readLaunch } from "@/lib/deployments/steps/read-launch";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { listStanding } from "@/lib/operations/find-unnamed";
import { type CallResult, finishCall, KeyChanged, makeCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import { refuseKey } from "@/lib/operations/refuse-key";
import { requireTurn, TurnTaken } from "@/lib/operations/require-turn";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";

/** The step whose calls make machines; it stands in their names. */
export const CREATE_STEP = "create";
const TURN_WAIT_MS = 5_000;

/** Asks the provider for the machine: a new call, or the very one that was surely never sent. */
export async function launchOffer(work: Work, unsent?: ProviderCall): Promise<Outcome> {
  const { account, deployment } = work;
  const namesItself = account.capabilities.naming === "provider";
  const before = namesItself ? await listStanding(work) : [];
  const { specUnder, secretValues } = await readLaunch(work);
  const turn = { accountMark: account.mark, seenBefore: before.map(({ id }) => id) };
  try {
    const result = await makeCall(work, {
      step: CREATE_STEP,
      verb: "launch",
      unsent,
      pricePerHourMicros: deployment.quotedPerHourMicros,
      ...(namesItself && { turn }),
      begin: (tx) => begin(tx, work),
      act: (name, context) =>
        hidingValues(
          secretValues,
          account.instances.launch(account.credentials, specUnder(name), context),
        ),
    });
    return await conclude(work, result);
  } catch (error) {
    if (error instanceof NoCapacityOfLate) return giveUpOffer(work, { reason: "capacity-pause" });
    if (error instanceof KeyChanged) return { kind: "wait", forMs: 0, reason: null };
    if (!(error instanceof TurnTaken)) throw error;
    return { kind: "wait", forMs: paced(TURN_WAIT_MS), reason: "taking-turns" };
  }
}

class NoCapacityOfLate extends Error {}

/** Written with the intent: whose turn it is, whether asking makes sense, which offer is tried. */
async function begin(tx: Tx, work: Work): Promise<void> {
  if (work.account.capabilities.naming === "provider") await requireTurn(tx, work.account);
  if (!(await mayAskForCapacity(tx, capacityOf(work), work.now))) throw new NoCapacityOfLate();
  await beginCandidate(tx, work);
}

function capacityOf({ account, deployment }: Work): CapacityAsked {
  const { region, instanceType, gpuCount, tier, pricingModel } = deployment;
  return { mark: account.mark, region, instanceType, gpuCount, tier, pricingModel };
}

async function conclude(work: Work, result: CallResult<{ id: string }>): Promise<Outcome> {
  switch (result.kind) {
    case "withdrawn":
      return superseded;
    case "answered": {
      const taken = takeAnswered(work, result);
      return alsoWrite(taken, (tx) => noteCapacity(tx, capacityOf(work)));
    }
    case "failed":
      return afterFailure(work, result);
    default:
      return result satisfies never;
  }
}

type Failure = Extract<CallResult<unknown>, { kind: "failed" }>;

function afterFailure(work: Work, failure: Failure): Outcome {
  const { call, error, verdict, at } = failure;
  switch (verdict) {
    case "refused":
    case "auth":
      return refused(work, failure);
    case "unsent":
      return isLeftAlone(work, failure)
        ? giveUpOffer(work, {
            reason: "provider-unreachable",
            write: (tx) => finishCall(tx, call, { status: "ABSENT", at, error }),
          })
        : waitUnsent(failure);
    case "ambiguous": {
      const lookInMs = paced(work.account.capabilities.settleMs / 3);
      return {
        kind: "wait",
        forMs: Math.max(error.retryAfterMs ?? 0, lookInMs),
        reason: "looking",
        point: "result",
        write: (tx) => finishCall(tx, call, { status: "AMBIGUOUS", at, error }),
      };
    }
    default:
      return verdict satisfies never;
  }
}

/** A provider that cannot be reached is not waited for while there is another offer. */
function isLeftAlone(work: Work, { error }: Failure): boolean {
  return error.kind !== "rate-limited" && nextCandidate(work) !== undefined;
}

function refused(work: Work, { call, error, verdict, at }: Failure): Outcome {
  return giveUpOffer(work, {
    reason: refusalReason(error.kind),
    detail: error.detail,
    write: async (tx) => {
      await finishCall(tx, call, { status: "FAILED", at, error });
      if (error.kind === "no-capacity") await noteNoCapacity(tx, capacityOf(work), at);
      if (verdict !== "auth") return;
      await refuseKey(tx, { account: work.account, reason: error.kind, at });
    },
  });
}

function alsoWrite(outcome: Outcome, write: (tx: Tx) => Promise<void>): Outcome {
  return {
    ...outcome,
    write: async (tx) => {
      await outcome.write?.(tx);
      await write(tx);
    },
  };
}
