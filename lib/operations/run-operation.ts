import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import type { LaunchCandidate } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { openAccount } from "@/lib/operations/account";
import { type Hold, keepLease, NotMine, whileHeld } from "@/lib/operations/claim";
import { atCommitPoint } from "@/lib/operations/commit-points";
import { backOffMs, later, paced } from "@/lib/operations/pace";
import { refuseKey } from "@/lib/operations/refuse-key";
import {
  type Candidate,
  type Outcome,
  operationKinds,
  type Plan,
  type Plans,
  type Work,
} from "@/lib/operations/work";
import { readStanding } from "@/lib/provider-keys/read-standing";
import { ProviderError, paidCallVerdict } from "@/lib/providers/errors";

const TROUBLE_FIRST_MS = 2_000;
const TROUBLE_MOST_MS = 5 * 60_000;
const KEY_REFUSED_WAIT_MS = 5 * 60_000;
const THROTTLED_WAIT_MS = 30_000;

/**
 * Brings a held operation forward until it waits, ends, or is not ours any more. Nothing is kept in
 * memory between steps, so it may stop anywhere and go on in another process.
 */
export async function runOperation(hold: Hold, plans: Plans): Promise<void> {
  const stopKeeping = keepLease(hold);
  try {
    while (await runStep(hold, plans)) {
      // Each step reads everything anew.
    }
  } catch (error) {
    if (!(error instanceof NotMine)) throw error;
    log.info("operation is held by another worker", { operationId: hold.operationId });
  } finally {
    stopKeeping();
  }
}

/** Takes one step; answers whether another can follow at once. */
async function runStep(hold: Hold, plans: Plans): Promise<boolean> {
  const work = await loadWork(hold).catch((error: unknown) => postpone(hold, error));
  if (!work) return false;
  const outcome = await takeStep(work, plans[kindOf(work)]);
  await commitOutcome(work, outcome);
  return outcome.kind === "next";
}

function kindOf({ operation }: Work) {
  const kind = operationKinds.find((one) => one === operation.kind);
  if (!kind) throw new Error(`unknown operation kind ${operation.kind}`);
  return kind;
}

function loadWork(hold: Hold): Promise<Work> {
  return asWorker(async (tx) => {
    const operation = await tx.operation.findFirst({
      where: { id: hold.operationId, fence: hold.fence, state: "open" },
      include: {
        deployment: {
          include: {
            providerKey: { select: { id: true, providerId: true } },
            candidates: { orderBy: { rank: "asc" } },
          },
        },
        calls: { orderBy: [{ createdAt: "asc" }, { key: "asc" }] },
      },
    });
    if (!operation) throw new NotMine();
    const { deployment, calls, ...row } = operation;
    const { providerKey, candidates, ...deploymentRow } = deployment;
    const now = clock.now();
    const standing = await readStanding(tx, row, now);
    return {
      hold,
      operation: row,
      deployment: deploymentRow,
      calls,
      account: await openAccount(tx, providerKey),
      mayNotBegin: standing.refusalUnder(providerKey.id),
      candidates: await withKeyStates(tx, candidates, standing.surplus),
      newerWish: deployment.desiredGeneration > row.generation || row.cancelRequested,
      now,
    };
  });
}

async function withKeyStates(
  tx: Tx,
  candidates: LaunchCandidate[],
  surplus: ReadonlySet<string>,
): Promise<Candidate[]> {
  const keys = await tx.providerKey.findMany({
    where: { id: { in: candidates.map(({ providerKeyId }) => providerKeyId) } },
    select: { id: true, state: true },
  });
  const states = new Map(
    keys.map(({ id, state }) => [id, state === "active" && surplus.has(id) ? "frozen" : state]),
  );
  return candidates.map((one) => ({
    ...one,
    keyState: states.get(one.providerKeyId) ?? "removed",
  }));
}

/** A key that cannot be opened is no reason to lose the operation: it waits for the installation. */
async function postpone(hold: Hold, error: unknown): Promise<null> {
  if (error instanceof NotMine) throw error;
  log.error("operation cannot be prepared", {
    operationId: hold.operationId,
    error: String(error),
  });
  await whileHeld(hold, async (tx) => {
    await tx.operation.update({
      where: { id: hold.operationId },
      data: {
        leaseUntil: null,
        runAfter: later(clock.now(), KEY_REFUSED_WAIT_MS),
        reason: "cannot-prepare",
      },
    });
  });
  return null;
}

async function takeStep(work: Work, plan: Plan): Promise<Outcome> {
  const { operation } = work;
  const step = plan.steps[operation.step === "begin" ? plan.first : operation.step];
  if (!step) throw new Error(`operation ${operation.kind} has no step ${operation.step}`);
  try {
    return await step(work);
  } catch (error) {
    if (error instanceof NotMine) throw error;
    if (error instanceof ProviderError) return lateOr(troubleOutcome(work, error), work, plan);
    log.error("operation step failed", { operationId: operation.id, error: describe(error) });
    const forMs = paced(backOffMs(operation.attempt, TROUBLE_FIRST_MS, TROUBLE_MOST_MS));
    return { kind: "wait", forMs, reason: "internal" };
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What takes nothing paid away does not wait for its provider past the deadline. */
function lateOr(trouble: Waiting, work: Work, { late }: Plan): Outcome {
  if (!late || work.now <= work.operation.deadline) return trouble;
  const ended = late(work, trouble.reason ?? "provider-unreachable");
  return {
    ...ended,
    write: async (tx) => {
      await trouble.write?.(tx);
      await ended.write?.(tx);
    },
  };
}

type Waiting = Extract<Outcome, { kind: "wait" }>;

/** A look at the account that failed decides nothing: wait and look again. */
function troubleOutcome(work: Work, error: ProviderError): Waiting {
  if (paidCallVerdict(error) === "auth") {
    const facts = { account: work.account, reason: error.kind, at: work.now };
    return {
      kind: "wait",
      forMs: paced(KEY_REFUSED_WAIT_MS),
      reason: "key-refused",
      write: (tx) => refuseKey(tx, facts),
    };
  }
  if (error.kind === "rate-limited") {
    return { kind: "wait", forMs: throttledMs(error), reason: "throttled" };
  }
  const backOff = paced(backOffMs(work.operation.attempt, TROUBLE_FIRST_MS, TROUBLE_MOST_MS));
  const forMs = Math.max(error.retryAfterMs ?? 0, backOff);
  return { kind: "wait", forMs, reason: "provider-unreachable" };
}

/** How long to leave a provider alone that said we ask too often. */
function throttledMs(error: ProviderError): number {
  return error.retryAfterMs ?? paced(THROTTLED_WAIT_MS);
}

async function commitOutcome(work: Work, outcome: Outcome): Promise<void> {
  const { operation, deployment } = work;
  const commit = () =>
    whileHeld(work.hold, async (tx) => {
      await outcome.write?.(tx);
      await tx.operation.update({ where: { id: operation.id }, data: changeOf(work, outcome) });
      if (outcome.kind === "wait") await heedWish(tx, work);
      if (outcome.kind === "end") await withdrawUnsent(tx, operation.id);
      if (outcome.kind === "end" && outcome.state !== "superseded") {
        await tx.deployment.updateMany({
          where: { id: deployment.id, settledGeneration: { lt: operation.generation } },
          data: { settledGeneration: operation.generation },
        });
      }
    });
  const point = outcome.point ?? (outcome.kind === "end" ? "superseded" : outcome.kind);
  await atCommitPoint(`${operation.kind}.${point}`, commit);
}

/** What was never sent by the end of its operation never will be. */
async function withdrawUnsent(tx: Tx, operationId: string): Promise<void> {
  await tx.providerCall.updateMany({
    where: { operationId, status: "INTENT" },
    data: { status: "ABSENT", endedAt: clock.now() },
  });
}

/** A wish that came while the step was at work does not wait for what the step waits for. */
async function heedWish(tx: Tx, { operation, deployment }: Work): Promise<void> {
  const { id, desiredGeneration } = deployment;
  const wishedAnew = await tx.deployment.count({
    where: { id, desiredGeneration: { gt: desiredGeneration } },
  });
  if (wishedAnew === 0) return;
  await tx.operation.update({ where: { id: operation.id }, data: { runAfter: clock.now() } });
}

function changeOf({ operation }: Work, outcome: Outcome) {
  const now = clock.now();
  switch (outcome.kind) {
    case "next":
      return { step: outcome.step, attempt: 0 };
    case "wait":
      return {
        attempt: operation.attempt + 1,
        runAfter: new Date(now.getTime() + outcome.forMs),
        leaseUntil: null,
        reason: outcome.reason,
      };
    case "end":
      return { state: outcome.state, reason: outcome.reason, leaseUntil: null, endedAt: now };
    default:
      return outcome satisfies never;
  }
}
