import { fork } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "../launch/refusal";
import { inRoot } from "../launch/root";
import { runningOn } from "../launch/running";
import { readSettings } from "../launch/settings";
import { dataDirOf } from "../launch/world";
import { readWords, runCommand, usageRefusal } from "../prices/command";
import { showProgress } from "../prices/progress-bar";
import { type OpenWorld, withWorld } from "../prices/with-world";
import { STORY_DAYS } from "./story";

const usage = "npm run demo:history [-- --days N]";
const options = { live: { type: "boolean" }, days: { type: "string" } } as const;
const message = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("moment"),
    done: z.number(),
    all: z.number(),
    day: z.number(),
    what: z.string(),
  }),
  z.object({ kind: z.literal("ended") }),
  z.object({ kind: z.literal("refused"), reason: z.string() }),
]);
const sampleAccount = z.object({ email: z.string(), password: z.string() });

await runCommand(async () => {
  const { values, positionals } = readWords(usage, options);
  const days = Number(values.days ?? STORY_DAYS);
  if (positionals.length > 0 || !Number.isInteger(days) || days < 1) throw usageRefusal(usage);
  if (values.live) {
    throw new Refusal(
      "A played month belongs to the sandbox world: in the live world every machine is real and paid for.",
    );
  }
  const address = requireRunning();
  await withWorld("sandbox", async (world) => {
    markBegun(world);
    await play(world, { address, days });
    process.stdout.write(
      `\n  A month has been played for the sample account: ${address}/dashboard\n\n`,
    );
  });
});

/** Where the world is served. Worker, web and the played outside world all take part. */
function requireRunning(): string {
  const running = runningOn(dataDirOf("sandbox", readSettings()));
  if (running) return running.address;
  throw new Refusal(
    "The sandbox world does not run. Start it with npm start, and play it a month from a second terminal.",
  );
}

/** A second month would lie upon the first one, so a world is played one only. */
function markBegun({ dataDir }: OpenWorld): void {
  const file = path.join(dataDir, "demo-history.json");
  try {
    writeFileSync(file, `${JSON.stringify({ begunAt: new Date().toISOString() })}\n`, {
      flag: "wx",
    });
  } catch {
    throw new Refusal(
      `This world has been played its month already, or the playing of it was broken off. For another one stop ComputeHub, remove the folder ${dataDir}, and start it again.`,
    );
  }
}

/** In a process of its own with the world's settings, whose log goes to a file. */
async function play(
  { dataDir, env }: OpenWorld,
  { address, days }: { readonly address: string; readonly days: number },
): Promise<void> {
  const { email, password } = readSample(dataDir);
  const child = fork(inRoot("scripts/demo/play.ts"), [email, password, String(days)], {
    execArgv: ["--import", "tsx", "--disable-warning=DeprecationWarning"],
    env: { ...process.env, ...env, APP_URL: address, NEXTAUTH_URL: address, LOG_LEVEL: "error" },
    stdio: ["ignore", process.stderr, process.stderr, "ipc"],
  });
  const progress = showProgress("of the month");
  let ending: z.infer<typeof message> | undefined;
  child.on("message", (raw) => {
    const told = message.parse(raw);
    if (told.kind === "moment") {
      progress.update(told.done, told.all);
      process.stdout.write(`  day ${String(told.day).padStart(2)}  ${told.what}\n`);
    } else ending = told;
  });
  await new Promise((resolve) => child.once("exit", resolve));
  progress.end();
  if (ending?.kind === "ended") return;
  throw new Refusal(
    ending?.kind === "refused"
      ? `The product refused a step of the story: ${ending.reason}.`
      : "The playing broke off; what went wrong stands above.",
  );
}

function readSample(dataDir: string): z.infer<typeof sampleAccount> {
  const file = path.join(dataDir, "sample-account.json");
  if (!existsSync(file)) throw new Refusal("This world has no sample account.");
  return sampleAccount.parse(JSON.parse(readFileSync(file, "utf8")));
}
