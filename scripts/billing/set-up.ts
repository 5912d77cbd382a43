import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { Refusal } from "../launch/refusal";
import { inRoot } from "../launch/root";
import { readWords, runCommand, usageRefusal, writeLines } from "../prices/command";
import { type OpenWorld, withWorld } from "../prices/with-world";

const usage = "npm run -s billing:setup [-- --live]";
const answer = z.union([
  z.object({ refused: z.string() }),
  z.object({ made: z.array(z.string()) }),
]);

await runCommand(async () => {
  const { values, positionals } = readWords(usage, { live: { type: "boolean" } });
  if (positionals.length > 0) throw usageRefusal(usage);
  const result = await withWorld(values.live ? "live" : "sandbox", setUp);
  if ("refused" in result) {
    throw new Refusal(
      "This installation has no STRIPE_SECRET_KEY. Set it (see .env.example) and try again.",
    );
  }
  writeLines([JSON.stringify(result)]);
});

/** In a process of its own, whose log goes to stderr. */
async function setUp({ env, world, isRunning }: OpenWorld) {
  if (world === "sandbox" && env.STRIPE_API_URL && !isRunning) {
    throw new Refusal(
      "The played payments run with the sandbox, which sets them up itself: npm start.",
    );
  }
  const child = fork(inRoot("scripts/billing/set-up-here.ts"), [], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
    stdio: ["ignore", process.stderr, process.stderr, "ipc"],
  });
  const failed = once(child, "exit").then(() => {
    throw new Refusal("Stripe could not be set up; what it said stands above.");
  });
  const [message]: unknown[] = await Promise.race([once(child, "message"), failed]);
  failed.catch(() => {});
  return answer.parse(message);
}
