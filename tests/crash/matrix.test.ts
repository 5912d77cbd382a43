import { afterAll, beforeAll, expect, it } from "vitest";
import { allCases, nameOf } from "../integration/crash/matrix/cases";
import { rentedProviders } from "../integration/crash/matrix/providers";
import { runMatrix, tallyLine } from "../integration/crash/matrix/run-matrix";
import { type CrashWorld, openCrashWorld } from "../integration/crash/matrix/world";

const HOUR_MS = 3_600_000;
const held: { world?: CrashWorld } = {};
const asked = process.env.CRASH_PROVIDERS || "runpod";
const only = process.env.CRASH_ONLY ?? "";
const providers = rentedProviders.filter(
  ({ id }) => asked === "all" || asked.split(",").includes(id),
);

beforeAll(async () => {
  held.world = await openCrashWorld();
});
afterAll(() => held.world?.close());

it.each(providers)(
  "ends as if nothing had happened wherever a worker is killed: $id",
  async (provider) => {
    const cases = allCases(provider).filter((one) => nameOf(one).includes(only));
    const say = (line: string) => process.stderr.write(`  ${provider.id}: ${line}\n`);
    const tally = await runMatrix(held.world ?? (await openCrashWorld()), cases, say);
    console.log(tallyLine(`crash matrix at ${provider.id}`, tally));
    expect(tally.failures).toEqual([]);
  },
  HOUR_MS,
);
