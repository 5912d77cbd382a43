import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { createEndings } from "./endings";
import { type Installation, startInstallation } from "./installation";
import { readStartOptions, type StartOptions } from "./options";
import { Refusal } from "./refusal";
import { readSettings } from "./settings";
import { say } from "./terminal";

const sampleAccount = z.object({ email: z.string(), password: z.string() });
const endings = createEndings();
let ending: Promise<void> | undefined;

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => end(0));
// The other half of this command was killed: nobody is left to stop this one.
process.on("disconnect", () => end(0));

try {
  const settings = readSettings();
  const options = readStartOptions(process.argv.slice(2), settings);
  say(`ComputeHub, ${options.world} world`);
  const giveUp = (sentence: string) => end(1, sentence);
  const installation = await startInstallation(
    { ...options, settings, durable: true, say, giveUp },
    endings,
  );
  if (!ending) welcome(options, installation);
} catch (error) {
  // A step broken off by Ctrl-C fails too; the person knows why.
  if (!ending)
    end(
      1,
      error instanceof Refusal
        ? error.message
        : String(error instanceof Error ? error.stack : error),
    );
}

function welcome(options: StartOptions, { address, dataDir }: Installation): void {
  const account = options.world === "sandbox" ? readSampleAccount(dataDir) : undefined;
  const signIn = account ? ` (sign in as ${account.email} with ${account.password})` : "";
  process.stdout.write(`\n  ComputeHub is ready: ${address}${signIn}. Ctrl-C stops it.\n\n`);
}

function readSampleAccount(dataDir: string): z.infer<typeof sampleAccount> | undefined {
  const file = path.join(dataDir, "sample-account.json");
  if (!existsSync(file)) return undefined;
  return sampleAccount.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Ends everything once, however often it is asked, then this process. */
function end(code: number, sentence?: string): void {
  if (ending) return;
  if (sentence) process.stderr.write(`\n  ${sentence}\n\n`);
  else say("Stopping ...");
  ending = endings.run().then(
    () => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`  ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
