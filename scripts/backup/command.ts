import { parseArgs } from "node:util";
import { Refusal } from "../launch/refusal";
import { readSettings, type Settings } from "../launch/settings";
import { dataDirOf, type World } from "../launch/world";

export interface BackupCommand {
  file: string | undefined;
  world: World;
  dataDir: string;
  force: boolean;
}

/** Reads the command line that backup and restore share. */
export function readCommand(usage: string): BackupCommand {
  const { values, positionals } = parse(usage);
  const settings = readSettings();
  refuseOwnDatabase(settings);
  const world = values.live ? "live" : "sandbox";
  const force = values.force ?? false;
  return { file: positionals[0], world, dataDir: dataDirOf(world, settings), force };
}

/** Runs the command; a refusal is one sentence and exit code 1. */
export async function runCommand(work: () => Promise<string>): Promise<void> {
  try {
    console.log(`\n  ${await work()}\n`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`\n  ${error.message}\n`);
    process.exitCode = 1;
  }
}

function parse(usage: string) {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { live: { type: "boolean" }, force: { type: "boolean" } },
    });
  } catch {
    throw new Refusal(`The command is: ${usage}`);
  }
}

function refuseOwnDatabase({ DATABASE_URL }: Settings): void {
  if (!DATABASE_URL) return;
  throw new Refusal(
    "DATABASE_URL names a PostgreSQL of your own: back it up and restore it with its own tools (pg_dump), together with secrets.json of the data folder.",
  );
}
