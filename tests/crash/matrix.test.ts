import { afterAll, beforeAll, expect, it } from "vitest";
import { allCases, nameOf, sampleOf } from "../integration/crash/matrix/cases";
import { rentedProviders } from "../integration/crash/matrix/providers";
import { runMatrix, tallyLine } from "../integration/crash/matrix/run-matrix";
import { type CrashWorld, openCrashWorld } from "../integration/crash/matrix/world";

const HOUR_MS = 3_600_000;
const held: { world?: CrashWorld } = {};
const wanted = process.env.CRASH_PROVIDERS || "runpod";
const only = process.env.CRASH_ONLY ?? "";
const sample = Number(process.env.CRASH_SAMPLE || Number.POSITIVE_INFINITY);
const seed = Number(process.env.CRASH_SEED || Date.now() % 1_000_000);
const providers = rentedProviders.filter(
  ({ id }) => wanted === "all" || wanted.split(",").includes(id),
);

beforeAll(async () => {
  held.world = await openCrashWorld();
});
afterAll(() => held.world?.close());

it.each(providers)(
  "ends as if nothing had happened wherever a worker is killed: $id",
  async (provider) => {
    const asked = allCases(provider).filter((one) => nameOf(one).includes(only));
    const cases = sample < asked.length ? sampleOf(asked, seed, sample) : asked;
    const say = (line: string) => process.stderr.write(`  ${provider.id}: ${line}\n`);
    const tally = await runMatrix(held.world ?? (await openCrashWorld()), cases, say);
    const which = cases.length < asked.length ? `, sample of seed ${seed}` : "";
    console.log(tallyLine(`crash matrix at ${provider.id}${which}`, tally));
    expect(tally.failures).toEqual([]);
  },
  HOUR_MS,
);
