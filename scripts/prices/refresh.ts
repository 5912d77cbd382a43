import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { distDirOf } from "../launch/build";
import { processSpecs } from "../launch/processes";
import { Refusal } from "../launch/refusal";
import { inRoot } from "../launch/root";
import { createSupervisor } from "../launch/supervisor";
import { readWords, runCommand, usageRefusal, writeLines } from "./command";
import { type OpenWorld, withWorld } from "./with-world";

const usage = "npm run -s prices:refresh -- PROVIDER [--live]";
const answer = z.looseObject({ kind: z.string() });

await runCommand(async () => {
  const { values, positionals } = readWords(usage, { live: { type: "boolean" } });
  const [providerId] = positionals;
  if (providerId === undefined || positionals.length > 1) throw usageRefusal(usage);
  const result = await withWorld(values.live ? "live" : "sandbox", async (opened) => {
    if (opened.world === "sandbox" && !opened.isRunning) await startSandbox(opened);
    return refreshOne(opened, providerId);
  });
  if (result.kind === "refused") throw new Refusal(`No provider ${providerId} has a price list.`);
  writeLines([JSON.stringify(result)]);
  if (result.kind !== "saved") process.exitCode = 1;
});

/** In a process of its own, whose log goes to stderr. */
async function refreshOne({ env }: OpenWorld, providerId: string) {
  const child = fork(inRoot("scripts/prices/refresh-one.ts"), [providerId], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
    stdio: ["ignore", process.stderr, process.stderr, "ipc"],
  });
  const failed = once(child, "exit").then(() => {
    throw new Refusal("The refresh ended without a result.");
  });
  const [message]: unknown[] = await Promise.race([once(child, "message"), failed]);
  failed.catch(() => {});
  return answer.parse(message);
}

/** The outside world of a sandbox that does not run, for as long as the command takes. */
async function startSandbox({ env, dataDir, note, endings }: OpenWorld): Promise<void> {
  const say = (sentence: string) => process.stderr.write(`  ${sentence}\n`);
  const supervisor = createSupervisor({ note, say, giveUp: say });
  const distDir = distDirOf(env);
  const { sandbox } = processSpecs({ env, dataDir, distDir, mode: "built", webPort: 3000 });
  endings.add(() => supervisor.stop("sandbox"));
  await supervisor.start(sandbox);
}
