import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { identify, isGoneWithin, isRunning, type ProcessIdentity, signal } from "./process-table";
import { Refusal } from "./refusal";

const identity = z.object({ pid: z.number().int().positive(), began: z.string().min(1) });
const shape = z.object({
  launcher: identity,
  address: z.string(),
  children: z.record(z.string(), identity),
});

/** What a launcher writes down about itself in its data folder while it runs. */
export type RunningRecord = z.infer<typeof shape>;

/** Hold on a data folder: one launcher at a time. */
export interface Hold {
  /** Notes a process started here, so that a later start can end it if this one is killed. */
  note(name: string, child: ProcessIdentity | undefined): void;
  release(): void;
}

/**
 * Takes the data folder. Refuses while another copy runs on it; ends what a killed copy left behind,
 * and only processes proven to be those it noted.
 */
export async function takeHold(dataDir: string, address: string): Promise<Hold> {
  const file = path.join(dataDir, "running.json");
  await clearEarlier(file);
  const launcher = identify(process.pid);
  if (!launcher) throw new Refusal("This system does not tell when a process began.");
  const record: RunningRecord = { launcher, address, children: {} };
  if (!createWhole(file, record)) throw secondCopy(readRecord(file));
  return {
    note(name, child) {
      if (child) record.children[name] = child;
      else delete record.children[name];
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, JSON.stringify(record));
      renameSync(unfinished, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** The launcher now running on a data folder; undefined when none is. */
export function runningOn(dataDir: string): RunningRecord | undefined {
  const record = readRecord(path.join(dataDir, "running.json"));
  return record && isRunning(record.launcher) ? record : undefined;
}

async function clearEarlier(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const earlier = readRecord(file);
  if (earlier && isRunning(earlier.launcher)) throw secondCopy(earlier);
  // Of two starts that find the same remains, only the one that moves them away goes on.
  const remains = `${file}.left-${process.pid}`;
  renameSync(file, remains);
  const moved = readRecord(remains);
  if (moved && isRunning(moved.launcher)) {
    createWhole(file, moved);
    throw secondCopy(moved);
  }
  await Promise.all(Object.values(moved?.children ?? {}).map(endLeftover));
  rmSync(remains, { force: true });
}

async function endLeftover(child: ProcessIdentity): Promise<void> {
  signal(child, "SIGTERM", true);
  if (await isGoneWithin(child, 20_000)) return;
  signal(child, "SIGKILL", true);
  await isGoneWithin(child, 5_000);
}

/** Writes the record in one piece; false when another one is there already. */
function createWhole(file: string, record: RunningRecord): boolean {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(record));
  try {
    linkSync(unfinished, file);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function readRecord(file: string): RunningRecord | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function secondCopy(record: RunningRecord | undefined): Refusal {
  const who = record ? ` at ${record.address} (process ${record.launcher.pid})` : "";
  return new Refusal(
    `ComputeHub already runs on this data${who}. Use that one, or stop it with Ctrl-C in its terminal and start again.`,
  );
}
