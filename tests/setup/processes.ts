import { mkdirSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import { startChild } from "@/scripts/launch/child";
import {
  identify,
  isGoneWithin,
  type ProcessIdentity,
  signal,
} from "@/scripts/launch/process-table";
import { processSpecs } from "@/scripts/launch/processes";
import { inRoot } from "@/scripts/launch/root";
import type { Settings } from "@/scripts/launch/settings";

/** A process of the product, or one a test made up, running for real. */
export interface TestProcess {
  identity: ProcessIdentity;
  /** All lines it printed so far. */
  lines: readonly string[];
  ended: Promise<number | NodeJS.Signals>;
  /** Ends it at once, as a power cut would; settles when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end and waits for it; settles with its exit code or signal. */
  stop(): Promise<number | NodeJS.Signals>;
}

/** What a test may start, and the settings it gets on top of the test's own. */
export interface TestProcessOptions {
  env?: Settings;
}

/** Starts a worker and waits until it is ready; it is ended with the test. */
export function startWorker(options: TestProcessOptions = {}): Promise<TestProcess> {
  return startOf("worker", options);
}

/** Starts the sandbox on the ports its settings name; it is ended with the test. */
export function startSandbox(options: TestProcessOptions = {}): Promise<TestProcess> {
  return startOf("sandbox", options);
}

/** Starts a web process on `env.PORT`, from the pages in NEXT_DIST_DIR; it is ended with the test. */
export function startWeb(options: TestProcessOptions = {}): Promise<TestProcess> {
  return startOf("web", options);
}

/** Starts any script through tsx and waits for the line that says it is ready. */
export function startScript(
  file: string,
  options: TestProcessOptions & { args?: readonly string[]; readyLine: string },
): Promise<TestProcess> {
  const name = path.basename(file).replace(/\.\w+$/, "");
  const args = ["--import", "tsx", inRoot(file), ...(options.args ?? [])];
  const ready = { line: options.readyLine };
  return start({ ...specsFor(options).worker, name, args, ready });
}

function startOf(name: "worker" | "sandbox" | "web", options: TestProcessOptions) {
  return start(specsFor(options)[name]);
}

function specsFor({ env = {} }: TestProcessOptions) {
  const all: Settings = { ...process.env, ...env };
  return processSpecs({
    env: all,
    dataDir: all.DATA_DIR ?? inRoot(".data", "test"),
    distDir: all.NEXT_DIST_DIR ?? ".next-test",
    mode: "built",
    webPort: Number(all.PORT ?? 3000),
  });
}

async function start(spec: Parameters<typeof startChild>[0]): Promise<TestProcess> {
  mkdirSync(path.dirname(spec.logFile), { recursive: true });
  const lines: string[] = [];
  const child = startChild({ ...spec, onLine: (line) => lines.push(line) });
  const kill = async () => {
    signal(child.identity, "SIGKILL", true);
    await isGoneWithin(child.identity, 5_000);
  };
  onTestFinished(kill);
  await child.ready.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n${lines.slice(-30).join("\n")}`);
  });
  return {
    identity: child.identity,
    lines,
    ended: child.ended,
    kill,
    async stop() {
      await child.stop(20_000);
      return child.ended;
    },
  };
}

/** Whether the process with this number still runs. */
export function isAlive(pid: number): boolean {
  return identify(pid) !== undefined;
}
