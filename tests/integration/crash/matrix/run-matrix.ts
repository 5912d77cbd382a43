import { bringForward } from "@/lib/engine/bring-forward";
import { reapAccounts } from "@/lib/operations/reap";
import { runBatch } from "./batch";
import { type Case, disturbances } from "./cases";
import { differsFromRow, type Ending, isSame, readEnding, readStory } from "./ending";
import { inParallel, oneAtATime } from "./in-parallel";
import { repairTurn } from "./repair-turn";
import { doLate, passTime, setTheScene } from "./stage";
import type { CrashWorld } from "./world";

const BATCH = 40;
const SIDE_BY_SIDE = 4;
const TURNS = 1_500;

/** What a run of the matrix came to. */
export interface Tally {
  readonly points: number;
  readonly kinds: number;
  readonly disturbances: number;
  readonly runs: number;
  readonly passed: number;
  readonly seconds: number;
  readonly failures: readonly string[];
}

/** Plays every scenario of the cases once undisturbed, then the cases in batches of one disturbance. */
export async function runMatrix(
  world: CrashWorld,
  cases: readonly Case[],
  say: (line: string) => void = () => undefined,
): Promise<Tally> {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  const undisturbed = await playUndisturbed(world, cases);
  say(`undisturbed runs done after ${seconds()}`);
  const failures: string[] = [];
  for (const disturbance of disturbances) {
    const some = cases.filter((one) => one.disturbance === disturbance);
    for (let from = 0; from < some.length; from += BATCH) {
      const batch = some.slice(from, from + BATCH);
      const failed = await runBatch(world, batch, undisturbed);
      failures.push(...failed);
      failed.forEach(say);
      say(`${disturbance}: ${from + batch.length} of ${some.length} after ${seconds()}`);
    }
  }
  const count = (of: (one: Case) => string) => new Set(cases.map(of)).size;
  return {
    points: count(({ crashAt }) => crashAt.replace(/:.*/, "")),
    kinds: count(({ scenario }) => scenario.kind),
    disturbances: count(({ disturbance }) => disturbance),
    runs: cases.length,
    passed: cases.length - failures.length,
    seconds: (performance.now() - began) / 1000,
    failures,
  };
}

/** The tally as one line; the mark in front has it shown in the report of all tests. */
export function tallyLine(title: string, tally: Tally): string {
  const { points, kinds, disturbances: kindsOfTrouble, runs, passed, seconds } = tally;
  return `» ${title}: ${points} points of ${kinds} kinds, before and after, ${kindsOfTrouble} disturbances; ${runs} runs, ${passed} passed, ${runs - passed} failed, ${seconds.toFixed(0)} s`;
}

async function playUndisturbed(
  world: CrashWorld,
  cases: readonly Case[],
): Promise<(one: Case) => Ending> {
  const keyOf = ({ provider, scenario }: Case) => `${provider.id} ${scenario.name}`;
  const firsts = [...new Map(cases.map((one) => [keyOf(one), one])).values()];
  const reaperAlone = oneAtATime();
  const endings = await inParallel(firsts, SIDE_BY_SIDE, (one) =>
    one.scenario.kind === "reap" ? reaperAlone(() => play(world, one)) : play(world, one),
  );
  const known = new Map(
    endings.map((ending, index) => [firsts[index] && keyOf(firsts[index]), ending]),
  );
  return (one) => {
    const ending = known.get(keyOf(one));
    if (!ending) throw new Error(`nobody played ${keyOf(one)}`);
    return ending;
  };
}

/** The scenario with nobody killed; it must end as its row says. */
async function play(world: CrashWorld, { provider, scenario }: Case): Promise<Ending> {
  const scene = await setTheScene(world, provider, scenario);
  const works = { reap: reapAccounts, repair: () => repairTurn(scene.deploymentId) };
  const work = () =>
    scenario.kind === "reap" || scenario.kind === "repair"
      ? works[scenario.kind]()
      : bringForward(scene.deploymentId);
  await passTime(world, scene);
  await work();
  await doLate(scene);
  let before: Ending | undefined;
  for (let turn = 0; turn < TURNS; turn += 1) {
    await passTime(world, scene);
    await work();
    const ending = await readEnding(scene);
    const isOver = ending.operations.every((told) => !told.endsWith(":open"));
    const isStill = isOver && before !== undefined && isSame(before, ending);
    if (isStill && !differsFromRow(scenario, ending)) return ending;
    before = ending;
  }
  const ended = `${scenario.name} at ${provider.id} ended as ${JSON.stringify(before)}`;
  throw new Error(`${ended}: ${await readStory(scene)}`);
}
