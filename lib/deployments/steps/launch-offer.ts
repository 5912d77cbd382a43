import { readAuthorizedKeys } from "@/lib/beginning/authorized-keys";
import { hidingValues } from "@/lib/beginning/hide-values";
import { watchTrouble } from "@/lib/beginning/misfits";
import { openEnvironment } from "@/lib/beginning/open-environment";
import {
  type CapacityAsked,
  mayAskForCapacity,
  noteCapacity,
  noteNoCapacity,
} from "@/lib/call-limits/capacity-breaker";
import { asWorker, type Tx } from "@/lib/db";
import { beginCandidate, nextCandidate } from "@/lib/deployments/candidates";
import { refusalReason } from "@/lib/deployments/reasons";
import { takeAnswered } from "@/lib/deployments/steps/adopt";
import { giveUpOffer } from "@/lib/deployments/steps/give-up-offer";
import type { ProviderCall } from "@/lib/generated/prisma/client";
import { listStanding } from "@/lib/operations/find-unnamed";
import { type CallResult, finishCall, KeyChanged, makeCall } from "@/lib/operations/make-call";
import { paced } from "@/lib/operations/pace";
import { refuseKey } from "@/lib/operations/refuse-key";
import { requireTurn, TurnTaken } from "@/lib/operations/require-turn";
import { waitUnsent } from "@/lib/operations/wait-unsent";
import { type Outcome, superseded, type Work } from "@/lib/operations/work";
import type { LaunchSpec } from "@/lib/providers/contract";
import { readWatchKey } from "@/lib/watch-key/ensure-watch-key";

/** The step whose calls make machines; it stands in their names. */
export const CREATE_STEP = "create";
const TURN_WAIT_MS = 5_000;

/** Asks the provider for the machine: a new call, or the very one that was surely never sent. */
export async function launchOffer(work: Work, unsent?: ProviderCall): Promise<Outcome> {
  const { account, deployment } = work;
  const namesItself = account.capabilities.naming === "provider";
  const before = namesItself ? await listStanding(work) : [];
  const environment = await asWorker((tx) => openEnvironment(tx, deployment));
  const sshPublicKeys = await asWorker((tx) => publicKeysOf(tx, work));
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
          environment.secretValues,
          account.instances.launch(
            account.credentials,
            specOf(work, { name, environment: environment.values, sshPublicKeys }),
            context,
          ),
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
  const { region, gpuModel, gpuSpelling } = deployment;
  return { mark: account.mark, region, gpu: gpuModel ?? gpuSpelling };
}

/** The team's own keys and, where it is looked into and there is room, the one that opens it for us. */
async function publicKeysOf(tx: Tx, { account, deployment }: Work): Promise<string[]> {
  const own = readAuthorizedKeys(deployment.authorizedKeys);
  const command = deployment.command ?? undefined;
  const isTaken = watchTrouble(account.capabilities, { command }) === null;
  const isWatched = deployment.watchInside && isTaken;
  const watch = isWatched ? await readWatchKey(tx, deployment.teamId) : null;
  return watch === null ? own : [...own, watch];
}

function specOf(
  { deployment }: Work,
  { name, environment, sshPublicKeys }: Pick<LaunchSpec, "name" | "environment" | "sshPublicKeys">,
): LaunchSpec {
  const { instanceType, gpuCount, region, tier, image, diskGb, ports, command } = deployment;
  const { startupScript, volumeId, quotedPerHourMicros: pricePerHourMicros } = deployment;
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
    sshPublicKeys,
    environment,
    startupScript,
    command,
    pricingModel,
    pricePerHourMicros,
    volumeId,
  };
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
