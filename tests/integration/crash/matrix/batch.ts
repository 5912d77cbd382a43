import { setTimeout as pause } from "node:timers/promises";
import { getDeployment } from "@/lib/deployments/queries";
import { terminate } from "@/lib/deployments/terminate";
import { runVerb } from "@/lib/verbs/run-verb";
import type { WorkerProcess } from "@/tests/factories/worker-process";
import { type Case, type Disturbance, nameOf } from "./cases";
import {
  type Ending,
  expectedAfter,
  isPaidUp,
  isSame,
  readEnding,
  readStory,
  unexplainedMoney,
} from "./ending";
import { inParallel, oneAtATime } from "./in-parallel";
import { killEngine, startWholeWorker } from "./processes";
import { doLate, passTime, type Scene, setTheScene } from "./stage";
import type { CrashWorld } from "./world";

const SIDE_BY_SIDE = 4;
const SETTLES_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 150;
const HOLD_EVERY_MS = 5_000;

interface Run {
  readonly one: Case;
  readonly scene: Scene;
  /** What went wrong so far; nothing else is asked of a run that failed. */
  failure: string | null;
}

const reaperAlone = oneAtATime();

/**
 * Kills one engine for each case, lets the disturbance happen to all of them, has real workers go on
 * and compares each ending with the undisturbed one. Answers what failed, in words.
 */
export async function runBatch(
  world: CrashWorld,
  cases: readonly Case[],
  undisturbed: (one: Case) => Ending,
): Promise<readonly string[]> {
  const [first] = cases;
  if (!first) return [];
  const runs = await inParallel(cases, SIDE_BY_SIDE, (one) => killOne(world, one));
  await pickUp(world);
  const letGo = await holdPrices(world);
  const workers = await resume(world, first.disturbance);
  await Promise.all(runs.map((run) => checked(run, () => settle(world, run, undisturbed))));
  await Promise.all(runs.map((run) => checked(run, () => settleMoney(run))));
  await Promise.all(workers.map((worker) => worker.stop()));
  letGo();
  return runs.flatMap(({ one, failure }) => (failure ? [`${nameOf(one)}: ${failure}`] : []));
}

async function killOne(world: CrashWorld, one: Case): Promise<Run> {
  const scene = await setTheScene(world, one.provider, one.scenario);
  const isReap = one.scenario.kind === "reap";
  const kill = () =>
    killEngine(world, {
      work: workOf(one),
      deploymentId: scene.deploymentId,
      crashAt: one.crashAt,
      meanwhile: () => passTime(world, scene),
    });
  const end = await (isReap ? reaperAlone(kill) : kill());
  if (isReap) await restReaper(world, scene);
  await doLate(scene);
  return { one, scene, failure: end === "SIGKILL" ? null : `the worker did not die there: ${end}` };
}

function workOf({ scenario: { kind } }: Case) {
  return kind === "reap" || kind === "repair" ? kind : "deployment";
}

/**
 * The leases of the dead run out, as half a minute would have them. The other deaths of the batch
 * took time that none of these stories is about, so deadlines move on by as much.
 */
async function pickUp({ run }: CrashWorld): Promise<void> {
  await run(
    "UPDATE operation SET lease_until = clock_timestamp(), deadline = deadline + interval '2 minutes' WHERE state = 'open'",
  );
}

/** Other reapers of the same batch leave this account alone until the workers go on. */
async function restReaper({ run }: CrashWorld, { tenant }: Scene): Promise<void> {
  await run("UPDATE provider_key SET next_reap_at = 'infinity' WHERE id = $1", [tenant.keyId]);
}

/** A price refresh would take the offers of these tests off the market. */
async function holdPrices(world: CrashWorld): Promise<() => void> {
  await world.holdPrices();
  const hold = () => void world.holdPrices().catch(() => undefined);
  const timer = setInterval(hold, HOLD_EVERY_MS);
  return () => clearInterval(timer);
}

async function resume(world: CrashWorld, disturbance: Disturbance): Promise<WorkerProcess[]> {
  switch (disturbance) {
    case "nothing-else":
      return [await startWholeWorker(world)];
    case "two-workers":
      return Promise.all([startWholeWorker(world), startWholeWorker(world)]);
    case "queue-emptied": {
      await world.emptyQueue();
      const worker = await startWholeWorker(world);
      await world.emptyQueue();
      return [worker];
    }
    case "database-restarted": {
      const worker = await startWholeWorker(world);
      await world.restartDatabase();
      return [worker];
    }
    default:
      return disturbance satisfies never;
  }
}

async function settle(
  world: CrashWorld,
  { one, scene }: Run,
  undisturbed: (one: Case) => Ending,
): Promise<string | null> {
  const place = one.crashAt.slice(one.crashAt.indexOf(".") + 1);
  const expected = expectedAfter(one.scenario, place, undisturbed(one));
  const ending = await until(
    async () => {
      await passTime(world, scene);
      return readEnding(scene);
    },
    (seen) => isSame(seen, expected),
  );
  if (scene.scenario.kind === "reap") await restReaper(world, scene);
  if (isSame(ending, expected)) return null;
  const told = await readStory(scene);
  return `ended as ${JSON.stringify(ending)}, not as ${JSON.stringify(expected)}: ${told}`;
}

/** Ends what is left and holds the bill against the ledger. */
async function settleMoney({ scene }: Run): Promise<string | null> {
  const { tenant, deploymentId } = scene;
  const detail = () => getDeployment(tenant.scope, deploymentId);
  if ((await detail()).endedAt === null) {
    await runVerb(terminate, tenant.scope, { deploymentId });
  }
  const last = await until(detail, (seen) => seen.endedAt !== null && isPaidUp(scene, seen));
  return unexplainedMoney(scene, last);
}

async function checked(run: Run, check: () => Promise<string | null>): Promise<void> {
  if (run.failure) return;
  run.failure = await check().catch((error: unknown) => String(error));
}

/** What is read once it is as wanted, or when the time is up. */
async function until<T>(read: () => Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  const endMs = performance.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const seen = await read();
    if (wanted(seen) || performance.now() > endMs) return seen;
    await pause(LOOK_EVERY_MS);
  }
}
