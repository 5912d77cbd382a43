import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, renameSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { identify, isGoneWithin, type ProcessIdentity, signal } from "./process-table";
import { inRoot, root } from "./root";
import type { Settings } from "./settings";

export interface ChildSpec {
  name: string;
  /** Arguments of Node.js: its options, the script, the script's own. */
  args: readonly string[];
  env: Settings;
  /** What Next.js expects; the product itself never asks. */
  nodeEnv: "production" | "development";
  logFile: string;
  /** Ready when it prints a line that begins with these words, or when this address answers 200. */
  ready: { line: string } | { url: string };
  readyWithinMs: number;
  /** Receives each line it prints. */
  onLine?: (line: string) => void;
}

/** A started process. `ended` settles once with its exit code, or the signal that ended it. */
export interface Child {
  identity: ProcessIdentity;
  ready: Promise<void>;
  ended: Promise<number | NodeJS.Signals>;
  stop(graceMs: number): Promise<void>;
}

const leaveWithLauncher = pathToFileURL(inRoot("scripts/launch/leave-with-launcher.mjs")).href;
const launchedBy = { LAUNCHER_PID: String(process.pid) };
const rotateBytes = 10_000_000;

/** Starts a Node.js process in a group of its own, its output in its log file. */
export function startChild(spec: ChildSpec): Child {
  rotate(spec.logFile);
  const child = spawn(process.execPath, ["--import", leaveWithLauncher, ...spec.args], {
    cwd: root,
    env: { ...process.env, ...spec.env, ...launchedBy, NODE_ENV: spec.nodeEnv },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (!identity) throw new Error(`The ${spec.name} process could not be started.`);
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("exit", (code, signalName) => resolve(code ?? signalName ?? 1));
  });
  const printed = record(child, spec);
  return {
    identity,
    ended,
    ready: Promise.race([whenReady(spec, printed), failWhenEnded(spec, ended)]),
    stop: (graceMs) => stop(identity, graceMs),
  };
}

/** Copies the output to the log and to `onLine`; settles when the ready line was printed. */
function record(child: ChildProcess, spec: ChildSpec): Promise<void> {
  const log = createWriteStream(spec.logFile, { flags: "a" });
  child.once("close", () => log.end());
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream, crlfDelay: Infinity }).on("line", (line) => {
        log.write(`${line}\n`);
        spec.onLine?.(line);
        if ("line" in spec.ready && `${line.trim()} `.startsWith(`${spec.ready.line} `)) resolve();
      });
    }
  });
}

async function whenReady(spec: ChildSpec, printed: Promise<void>): Promise<void> {
  const late = new AbortController();
  const tooLate = wait(spec.readyWithinMs, undefined, { signal: late.signal, ref: false }).then(
    () => {
      throw new Error(`The ${spec.name} was not ready after ${spec.readyWithinMs / 1000} s.`);
    },
    () => {},
  );
  const ready = "url" in spec.ready ? untilAnswers(spec.ready.url, late.signal) : printed;
  try {
    await Promise.race([ready, tooLate]);
  } finally {
    late.abort();
  }
}

async function untilAnswers(url: string, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await wait(100);
  }
}

async function failWhenEnded(
  spec: ChildSpec,
  ended: Promise<number | NodeJS.Signals>,
): Promise<never> {
  const how = await ended;
  throw new Error(`The ${spec.name} ended while starting (${how}).`);
}

/** Asks it to end, waits, then ends it and whatever it started itself. */
async function stop(identity: ProcessIdentity, graceMs: number): Promise<void> {
  signal(identity, "SIGTERM");
  if (await isGoneWithin(identity, graceMs)) return;
  signal(identity, "SIGKILL", true);
  await isGoneWithin(identity, 5_000);
}

function rotate(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateBytes) renameSync(logFile, `${logFile}.1`);
}
