import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const REREAD_MS = 200;
const clockFile = z.object({ offsetMs: z.number() });

/** The world's time: real time plus an offset kept in a file that other processes read too. */
export interface Clock {
  nowMs(): number;
  offsetMs(): number;
  setOffset(offsetMs: number): void;
}

/** A clock on `path`, a JSON file `{"offsetMs": n}`; a missing or unreadable file means no offset. */
export function fileClock(path: string): Clock {
  let offset = 0;
  let readAt = 0;
  const current = () => {
    const real = Date.now();
    if (real - readAt >= REREAD_MS || real < readAt) {
      offset = readOffset(path) ?? offset;
      readAt = real;
    }
    return offset;
  };
  return {
    nowMs: () => Date.now() + current(),
    offsetMs: current,
    setOffset(offsetMs) {
      mkdirSync(dirname(path), { recursive: true });
      const half = `${path}.${process.pid}.tmp`;
      writeFileSync(half, JSON.stringify({ offsetMs }));
      renameSync(half, path);
      offset = offsetMs;
      readAt = Date.now();
    },
  };
}

function readOffset(path: string): number | undefined {
  try {
    return clockFile.parse(JSON.parse(readFileSync(path, "utf8"))).offsetMs;
  } catch {
    return undefined;
  }
}
