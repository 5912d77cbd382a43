import { setTimeout } from "node:timers/promises";
import { clock } from "@/lib/clock";
import { inTeam, type Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { enqueue } from "@/lib/jobs/enqueue";
import { outside } from "./outside";

/** How long the product may take for one moment, in real time. */
const LIMIT_MS = 180_000;
const LOOK_EVERY_MS = 150;
/** The clock is moved on in small steps while the product waits for one of its own looks. */
const MOST_STEP_MS = 30_000;

/** What the product still has to do; `null` where it is at rest. */
interface Unrest {
  /** For the person who waits. */
  readonly what: string;
  /** When the product looks again by itself; `null` while it is at work. */
  readonly nextLookAt: Date | null;
  readonly wakes: readonly string[];
}

/**
 * Lets the worker do all that is due: operations end, leases are kept, and every account with
 * machines is looked at after `seenSince`, where that is given. Wakes the worker as the product does, and moves the clock on
 * to the product's own next look where it waits for one. Throws where it does not come to rest.
 */
export async function settle(teamId: string, seenSince: Date | null): Promise<void> {
  const giveUpAt = performance.now() + LIMIT_MS;
  let unrest = await look(teamId, seenSince);
  while (unrest) {
    if (performance.now() > giveUpAt) throw new Error(`the worker is not done with ${unrest.what}`);
    for (const deploymentId of unrest.wakes) await enqueue("operations.run", { deploymentId });
    await enqueue("leases.sweep", {}, { jobId: "demo-leases" });
    if (seenSince) await enqueue("health.sweep", {}, { jobId: "demo-health" });
    await stepTo(unrest.nextLookAt);
    await setTimeout(LOOK_EVERY_MS);
    unrest = await look(teamId, seenSince);
  }
}

/** Moves the clock of the whole world to a moment, and waits until this process has seen it. */
export async function jumpTo(at: Date): Promise<void> {
  const ms = at.getTime() - clock.now().getTime();
  if (ms <= 0) return;
  await outside.advance(ms);
  while (clock.now() < at) await setTimeout(LOOK_EVERY_MS);
}

async function stepTo(nextLookAt: Date | null): Promise<void> {
  if (!nextLookAt) return;
  const ms = nextLookAt.getTime() - clock.now().getTime();
  if (ms > 0) await outside.advance(Math.min(ms + 1, MOST_STEP_MS));
}

function look(teamId: string, seenSince: Date | null): Promise<Unrest | null> {
  return inTeam(teamId, async (tx) => {
    const working = await busy(tx, teamId);
    if (working || !seenSince) return working;
    return unseen(tx, teamId, seenSince);
  });
}

const machineFacts = {
  id: true,
  name: true,
  desiredGeneration: true,
  settledGeneration: true,
  leaseEndsAt: true,
  leaseEndedAt: true,
  operations: { where: { state: "open" }, select: { runAfter: true, leaseUntil: true } },
} as const satisfies Prisma.DeploymentSelect;

async function busy(tx: Tx, teamId: string): Promise<Unrest | null> {
  const now = clock.now();
  const machines = await tx.deployment.findMany({
    where: { teamId, endedAt: null },
    select: machineFacts,
  });
  const open = machines.filter(
    ({ operations, desiredGeneration, settledGeneration, leaseEndsAt, leaseEndedAt }) =>
      operations.length > 0 ||
      settledGeneration < desiredGeneration ||
      (leaseEndsAt !== null && leaseEndsAt <= now && leaseEndedAt === null),
  );
  if (open.length === 0) return null;
  const operations = open.flatMap((machine) => machine.operations);
  const isAtWork =
    operations.length < open.length || operations.some(({ leaseUntil }) => leaseUntil !== null);
  const looks = operations.map(({ runAfter }) => runAfter.getTime());
  return {
    what: open.map(({ name }) => name).join(", "),
    nextLookAt: isAtWork ? null : new Date(Math.min(...looks)),
    wakes: open
      .filter((machine) => machine.operations.every(({ runAfter }) => runAfter <= now))
      .map(({ id }) => id),
  };
}

/** Accounts with machines that were not listed since. */
async function unseen(tx: Tx, teamId: string, since: Date): Promise<Unrest | null> {
  const keys = await tx.providerKey.findMany({
    where: {
      teamId,
      state: "active",
      OR: [{ lastListedAt: null }, { lastListedAt: { lt: since } }],
      deployments: { some: { endedAt: null, providerInstanceId: { not: null } } },
    },
    select: { name: true, nextSweepAt: true },
  });
  if (keys.length === 0) return null;
  const looks = keys.map(({ nextSweepAt }) => nextSweepAt.getTime());
  return {
    what: `a look at ${keys.map(({ name }) => name).join(", ")}`,
    nextLookAt: new Date(Math.min(...looks)),
    wakes: [],
  };
}
