import { readFileSync } from "node:fs";
import { env } from "@/lib/env";

const REREAD_MS = 200;
let offsetMs = 0;
let readAtMs = Number.NEGATIVE_INFINITY;

function sandboxOffsetMs(path: string): number {
  const realMs = Date.now();
  if (realMs - readAtMs < REREAD_MS) return offsetMs;
  readAtMs = realMs;
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof parsed === "object" && parsed !== null && "offsetMs" in parsed) {
      offsetMs = typeof parsed.offsetMs === "number" ? parsed.offsetMs : offsetMs;
    }
  } catch {
    return offsetMs;
  }
  return offsetMs;
}

/**
 * The one source of domain time. In the sandbox world every process adds the offset of the shared
 * clock file, so that web, worker and twins move through time together; the live world has none.
 */
export const clock = {
  now(): Date {
    return new Date(Date.now() + (env.CLOCK_FILE ? sandboxOffsetMs(env.CLOCK_FILE) : 0));
  },
  /** What a person's own device shows, which no sandbox moves: for codes that such a device makes. */
  onDevices(): Date {
    return new Date();
  },
};

/** The time of this machine, which no sandbox moves: for an adapter that is used by itself. */
export const machineClock = { now: clock.onDevices };
