import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const SLACK_LINES = 1_000;
const line = z.object({ k: z.string(), v: z.unknown().optional() });

/** A named set of records in memory whose every change is on disk before the call returns. */
export interface Collection<T> {
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  remove(key: string): void;
  entries(): [string, T][];
  values(): T[];
}

/** Opens the collections of one data folder. One process at a time may hold a folder. */
export interface Store {
  collection<T>(name: string, parse: (value: unknown) => T): Collection<T>;
  close(): void;
}

/**
 * A store of append-only journals, one per collection. A line is written with one synchronous
 * call, so a killed process loses nothing it has answered for; a torn last line is dropped.
 */
export function openStore(dir: string): Store {
  mkdirSync(dir, { recursive: true });
  // Mails lie here, and the links in them open accounts.
  chmodSync(dir, 0o700);
  const open: { close(): void }[] = [];
  return {
    collection(name, parse) {
      const journal = openJournal(join(dir, `${name}.jsonl`), parse);
      open.push(journal);
      return journal.collection;
    },
    close() {
      for (const journal of open.splice(0)) journal.close();
    },
  };
}

function openJournal<T>(path: string, parse: (value: unknown) => T) {
  const records = readJournal(path, parse);
  let file = compact(path, records);
  let lines = records.size;

  const append = (record: { k: string; v?: T }) => {
    writeSync(file, `${JSON.stringify(record)}\n`);
    lines += 1;
    if (lines > SLACK_LINES + 4 * records.size) {
      closeSync(file);
      file = compact(path, records);
      lines = records.size;
    }
  };

  const collection: Collection<T> = {
    get: (key) => records.get(key),
    put(key, value) {
      records.set(key, value);
      append({ k: key, v: value });
    },
    remove(key) {
      if (records.delete(key)) append({ k: key });
    },
    entries: () => [...records.entries()],
    values: () => [...records.values()],
  };
  return { collection, close: () => closeSync(file) };
}

function readJournal<T>(path: string, parse: (value: unknown) => T): Map<string, T> {
  const records = new Map<string, T>();
  if (!existsSync(path)) return records;
  for (const text of readFileSync(path, "utf8").split("\n")) {
    const record = parseLine(text);
    if (!record) continue;
    if (record.v === undefined) records.delete(record.k);
    else records.set(record.k, parse(record.v));
  }
  return records;
}

function parseLine(text: string) {
  if (text === "") return undefined;
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function compact<T>(path: string, records: Map<string, T>): number {
  const half = `${path}.tmp`;
  writeFileSync(half, [...records].map(([k, v]) => `${JSON.stringify({ k, v })}\n`).join(""));
  renameSync(half, path);
  return openSync(path, "a");
}
