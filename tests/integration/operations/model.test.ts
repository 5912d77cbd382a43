import fc from "fast-check";
import { expect, it } from "vitest";
import { commands } from "./model/commands";
import { type KeptCase, keptCases } from "./model/kept-cases";
import { newModel } from "./model/model";
import { makeReal } from "./model/real";
import { expectSettles } from "./model/settle";
import { rentTwins } from "./rented-world";

const RUNS = Number(process.env.MODEL_RUNS || 25);
const SECONDS = Number(process.env.MODEL_SECONDS || 60);
const twins = rentTwins();

async function run(options: Partial<KeptCase> & { readonly numRuns: number }) {
  const { seed, path, replayPath, numRuns } = options;
  const counted = { runs: 0, commands: 0 };
  const walks = fc.commands(commands, { maxCommands: 24, size: "max", replayPath });
  const property = fc.asyncProperty(walks, async (walk) => {
    const model = newModel();
    const real = await makeReal(twins.sandbox);
    await fc.asyncModelRun(() => ({ model, real }), walk);
    await expectSettles(model, real);
    counted.runs += 1;
    counted.commands += [...walk].length;
  });
  const result = await fc.check(property, {
    seed,
    path,
    numRuns,
    endOnFailure: true,
    includeErrorInReport: true,
    interruptAfterTimeLimit: SECONDS * 1_000,
  });
  return { result, counted };
}

it("keeps every promise whatever people, the provider and time do", async () => {
  const seed = Number(process.env.MODEL_SEED || Date.now() % 1_000_000);
  const { result, counted } = await run({ seed, numRuns: RUNS });
  const line = `seed ${seed}, ${counted.runs} walks of ${counted.commands} commands kept every promise`;
  console.log(`» engine against its model: ${line}`);
  expect(result.failed, fc.defaultReportMessage(result)).toBe(false);
}, 3_600_000);

it.each(keptCases)("still keeps them in the run of seed $seed, path $path", async (kept) => {
  const { result } = await run({ ...kept, numRuns: 1 });
  expect(result.failed, fc.defaultReportMessage(result)).toBe(false);
});
