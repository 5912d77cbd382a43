import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type WorkerProcess, watchWorker } from "@/tests/factories/worker-process";
import type { CrashWorld } from "./world";

const DIES_WITHIN_MS = 20_000;
const TURN_MS = 25;

/** What a process is to be killed at, and on what it works until then. */
export interface Death {
  readonly work: "reap" | "repair" | "deployment";
  readonly deploymentId: string;
  readonly crashAt: string;
  /** Done again and again until it is dead. */
  meanwhile(): Promise<void>;
}

/** Starts an engine and waits until SIGKILL ends it; answers the signal or code it ended by. */
export async function killEngine({ programs }: CrashWorld, death: Death): Promise<string> {
  const child = fork(programs.doomed, [death.work, death.deploymentId], {
    env: { ...process.env, CRASH_AT: death.crashAt },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const endMs = performance.now() + DIES_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null) {
    if (performance.now() > endMs) {
      child.kill("SIGTERM");
      await ended;
      return "never";
    }
    await death.meanwhile();
    await Promise.race([ended, pause(TURN_MS)]);
  }
  await ended;
  return child.signalCode ?? `code ${child.exitCode}`;
}

/** The product's worker, whole, as a process of its own. */
export function startWholeWorker({ programs }: CrashWorld): Promise<WorkerProcess> {
  return watchWorker([programs.worker]);
}
