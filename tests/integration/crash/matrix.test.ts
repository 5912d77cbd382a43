import { afterAll, beforeAll, expect, it } from "vitest";
import { commitPoints } from "@/lib/operations/commit-points";
import { operationKinds } from "@/lib/operations/work";
import { allCases, sampleOf } from "./matrix/cases";
import { rentedProviders } from "./matrix/providers";
import { runMatrix, tallyLine } from "./matrix/run-matrix";
import { scenarios } from "./matrix/scenarios";
import { type CrashWorld, openCrashWorld } from "./matrix/world";

const SAMPLE = 8;
const held: { world?: CrashWorld } = {};

beforeAll(async () => {
  held.world = await openCrashWorld();
});
afterAll(() => held.world?.close());

it("has a scenario for every place a worker may die at, and no other", () => {
  const listed = Object.entries(commitPoints).flatMap(([kind, points]) =>
    points.map((point) => `${kind}.${point}`),
  );
  const played = scenarios.flatMap(({ kind, points }) => points.map((point) => `${kind}.${point}`));
  expect([...new Set(played)].sort()).toEqual(listed.sort());
  expect(Object.keys(commitPoints)).toEqual([...operationKinds, "reap"]);
});

it("ends as if nothing had happened wherever a worker is killed: a sample", async () => {
  const seed = Number(process.env.CRASH_SEED || Date.now() % 1_000_000);
  const each = rentedProviders.flatMap((one) => sampleOf(allCases(one), seed, 1));
  const cases = sampleOf(each, seed, SAMPLE);
  const tally = await runMatrix(held.world ?? (await openCrashWorld()), cases);
  console.log(tallyLine(`crash matrix, sample of seed ${seed}`, tally));
  expect(tally.failures).toEqual([]);
});
