import { envNames } from "@/lib/env";
import { Refusal } from "../launch/refusal";
import type { Settings } from "../launch/settings";
import { sweepThrowaways } from "../launch/throwaway";
import { allSteps, generateForChecks, type Step } from "./steps";
import { sum, type Tally } from "./tally";

const shownLines = 300;

/**
 * Runs the named steps in order, going on after a failing one. The last line it prints is
 * "N passed, N failed"; the exit code is not 0 when anything failed.
 */
export async function runSteps(names: readonly string[]): Promise<void> {
  const steps = pick(names);
  const env = testSettings();
  await sweepThrowaways();
  await generateForChecks(env);
  const tallies: Tally[] = [];
  for (const step of steps) tallies.push(await runStep(step, env));
  const { passed, failed } = sum(tallies);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runStep(step: Step, env: Settings): Promise<Tally> {
  const began = performance.now();
  const { output, ...tally } = await step.run(env);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const counts = `${tally.passed} passed, ${tally.failed} failed`;
  if (tally.failed > 0) console.log(output.trimEnd().split("\n").slice(-shownLines).join("\n"));
  const mark = tally.failed === 0 ? "✓" : "✗";
  console.log(`${mark} ${step.title.padEnd(38)} ${counts.padEnd(24)} ${seconds} s`);
  for (const note of tally.notes) console.log(`    ${note}`);
  return tally;
}

function pick(names: readonly string[]): Step[] {
  const steps = allSteps();
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = steps.map((step) => step.name).join(", ");
    throw new Refusal(`There is no step ${unknown.join(", ")}. The steps are: ${known}.`);
  }
  return steps.filter((step) => names.includes(step.name));
}

/** Blank, so that neither the caller's environment nor a .env file points a test at real data. */
function testSettings(): Settings {
  return {
    ...Object.fromEntries(envNames.map((name) => [name, ""])),
    CHECKPOINT_DISABLE: "1",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
