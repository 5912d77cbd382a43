import { nextNight } from "@/lib/costs/next-night";
import type { RunCount } from "@/lib/costs/started-unit";
import { setRate } from "@/lib/costs/usage-segments";
import type { Tx } from "@/lib/db";
import { settleCandidates } from "@/lib/deployments/candidates";
import { predecessors, type Status, type Wish } from "@/lib/deployments/states";
import { usageRate } from "@/lib/deployments/usage-rate";
import type { EventType } from "@/lib/events/catalog";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { leaveIncidents } from "@/lib/incidents/close";
import type { Micros } from "@/lib/money";
import { later } from "@/lib/operations/pace";
import { getProvider } from "@/lib/providers/registry";

/** Providers bill a moment after the fact. */
const FIRST_BILL_CHECK_MS = 60_000;

export interface Change {
  readonly to: Status;
  /** Narrows the statuses this change starts from; by default all the table allows. */
  readonly from?: Status;
  /** Reason word shown to people, a key of `deploymentReasons`; `null` for the ordinary course. */
  readonly reason: string | null;
  /** Who or what did it: `user`, `operation`, `provider`. */
  readonly cause: "user" | "operation" | "provider";
  readonly at: Date;
  /** When the provider's billing changed, where that is not `at`. */
  readonly billedAt?: Date;
  /** What it costs from now on, where that is not what its status says. */
  readonly rate?: Micros | undefined;
  /** One of many of its region: the first tells of all of them, of the others nobody is told. */
  readonly ofRegion?: "first" | "another";
  /** Written along: what the machine is, and what is wanted from now on. */
  readonly also?: {
    readonly providerInstanceId?: string | null;
    readonly desired?: Wish;
    readonly endedAt?: Date;
    readonly hostKey?: null;
    readonly hostKeyShown?: null;
  };
}

/** What a person may want to hear of. */
const told: Partial<Record<Status, EventType & `deployment.${string}`>> = {
  running: "deployment.running",
  stopped: "deployment.stopped",
  terminated: "deployment.terminated",
  failed: "deployment.failed",
  lost: "deployment.lost",
};

/**
 * The only writer of a deployment's status. Compares and sets in one statement; in the same
 * transaction it closes and opens the status interval and the usage segment and records the event.
 * Answers false, having written nothing, where the status is not one that `to` may follow.
 *
 * When money starts and ends: a segment begins when the provider says the machine was made (or
 * started running, where billing starts there), and else when its answer reached us; it ends when
 * the provider accepted the stop or the delete (`billedAt`); for a machine that died by itself it
 * ends when we noticed, and is corrected by the provider's bill (`lib/costs/settle-bills.ts`). A
 * unit of the provider's meter that had begun when use ended for good is paid in full, and so is the
 * least time of the offer; one that had begun when a stop ended the running rate is where the provider
 * rounds each run by itself.
 */
export async function transition(tx: Tx, deploymentId: string, change: Change): Promise<boolean> {
  const { to, from, reason, cause, at, also } = change;
  const [row] = await tx.deployment.updateManyAndReturn({
    where: { id: deploymentId, status: { in: from ? [from] : predecessors(to) } },
    data: { status: to, statusReason: reason, statusSince: at, ...also },
  });
  if (!row) return false;
  await enterInterval(tx, row, { status: to, cause: reason ?? cause, at });
  const { capabilities } = getProvider(row.providerId).meta;
  const rate = change.rate ?? usageRate(to, row, capabilities ?? { billingStarts: "created" });
  if (rate !== "as-before") {
    const isOver = rate === null && to !== "lost";
    const isRunOver = to === "stopped" && !capabilities?.addsRunsUp;
    const counted = isOver || isRunOver ? await countOf(tx, row) : undefined;
    await setRate(tx, row, {
      rate,
      at: change.billedAt ?? at,
      cause: to,
      ...(counted && { counted }),
    });
    const billCheckAt = rate === null ? later(at, FIRST_BILL_CHECK_MS) : nextNight(at);
    await tx.deployment.update({
      where: { id: deploymentId },
      data: { billCheckAt, billedMicros: null },
    });
  }
  if (to === "running") await noteRunning(tx, row, at);
  if (isDone(row)) await leaveIncidents(tx, row.id, at);
  const type = eventOf(change);
  if (type) {
    await recordEvent(tx, {
      type,
      teamId: row.teamId,
      deploymentId,
      data: {
        name: row.name,
        providerId: row.providerId,
        ...(reason !== null && { reason }),
        ...(change.ofRegion && { scope: "region", region: row.region }),
      },
      at,
      isQuiet: change.ofRegion === "another",
    });
  }
  return true;
}

/** How its provider counts a run that is over. A least time holds as the offer tells it now, where it is known at all. */
async function countOf(
  tx: Tx,
  { providerId, offerId: id }: Deployment,
): Promise<RunCount | undefined> {
  const { capabilities } = getProvider(providerId).meta;
  if (!capabilities) return undefined;
  const offer = await tx.offer.findUnique({ where: { id }, select: { leastMinutes: true } });
  return {
    unitSeconds: capabilities.billingUnitSeconds,
    leastMinutes: offer?.leastMinutes ?? 0,
  };
}

/** Nobody wants it to run, and it does not. */
function isDone({ status, desired, endedAt }: Deployment): boolean {
  return endedAt !== null || (desired !== "running" && status === "stopped");
}

/** A machine that stopped for a reason of its own is told of otherwise than one that was told to. */
function eventOf({ to, reason }: Change) {
  if (reason === "repair-waits") return undefined;
  const isAsked = reason === null || reason === "hibernated";
  return to === "stopped" && !isAsked ? "deployment.stopped-unasked" : told[to];
}

/**
 * What the provider said of the run before is over: where it was gone, it is there again. The first
 * time it runs, launching is over.
 */
async function noteRunning(tx: Tx, row: Deployment, at: Date): Promise<void> {
  await tx.healthState.updateMany({
    where: { deploymentId: row.id, providerSays: "unhealthy" },
    data: { providerSays: "healthy", missedReads: 0, checkedAt: at },
  });
  if (row.firstRunningAt !== null) return;
  await tx.deployment.update({ where: { id: row.id }, data: { firstRunningAt: at } });
  await settleCandidates(tx, row.id, at);
}

/** Opens the first status interval of a deployment that was just made. */
export async function beginHistory(tx: Tx, row: Deployment): Promise<void> {
  await enterInterval(tx, row, { status: row.status, cause: "user", at: row.createdAt });
}

async function enterInterval(
  tx: Tx,
  row: Deployment,
  facts: { readonly status: string; readonly cause: string; readonly at: Date },
): Promise<void> {
  await tx.statusInterval.updateMany({
    where: { deploymentId: row.id, toAt: null },
    data: { toAt: facts.at },
  });
  await tx.statusInterval.create({
    data: {
      id: newId("int"),
      teamId: row.teamId,
      deploymentId: row.id,
      status: facts.status,
      cause: facts.cause,
      fromAt: facts.at,
    },
  });
}
