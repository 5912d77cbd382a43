import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** The worker as its own operating system process, on the test's database and settings. */
export interface WorkerProcess {
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Asks it to finish and end; answers its exit code. */
  stop(): Promise<number | null>;
}

export function runWorker(
  environment: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  return watchWorker(["--import", "tsx", "workers/index.ts"], environment);
}

/** The same from other arguments of Node.js, for a worker that was bundled before. */
export async function watchWorker(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await untilReady(child);
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      return child.exitCode;
    },
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((ready, failed) => {
    let printed = "";
    child.stdout?.on("data", (piece: Buffer) => {
      printed += piece.toString("utf8");
      if (printed.includes("ready worker")) ready();
    });
    child.once("exit", (code) => failed(new Error(`the worker ended with ${code}: ${printed}`)));
  });
}
