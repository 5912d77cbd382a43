import { setTimeout as wait } from "node:timers/promises";
import { type Child, type ChildSpec, startChild } from "./child";
import { lastLines } from "./last-lines";
import type { ProcessIdentity } from "./process-table";
import { Refusal } from "./refusal";
import { restartAfter } from "./restart-policy";

export interface SupervisorOptions {
  note(name: string, child: ProcessIdentity | undefined): void;
  say(sentence: string): void;
  /** Called once when a process keeps crashing. */
  giveUp(sentence: string): void;
}

/** Keeps started processes running until it is told to stop them. */
export interface Supervisor {
  /** Starts a process; settles when it is ready, fails with a Refusal when it never is. */
  start(spec: ChildSpec): Promise<void>;
  /** Stops the named process and does not start it again. */
  stop(name: string): Promise<void>;
  /** The process now running under this name. */
  current(name: string): ProcessIdentity | undefined;
}

const graceMs = 20_000;

export function createSupervisor({ note, say, giveUp }: SupervisorOptions): Supervisor {
  const running = new Map<string, Child>();
  const stopping = new Map<string, AbortController>();

  function launch(spec: ChildSpec): Child {
    const child = startChild(spec);
    running.set(spec.name, child);
    note(spec.name, child.identity);
    return child;
  }

  async function keep(spec: ChildSpec, first: Child, until: AbortSignal): Promise<void> {
    const crashesAtMs: number[] = [];
    for (let child = first; ; child = launch(spec)) {
      const how = await child.ended;
      if (until.aborted) return;
      crashesAtMs.push(performance.now());
      const delayMs = restartAfter(crashesAtMs);
      if (delayMs === "give-up") {
        return giveUp(
          `The ${spec.name} ended five times within a minute, so ComputeHub stops. Its log is ${spec.logFile}; it ends with:\n${lastLines(spec.logFile, 10)}`,
        );
      }
      say(`The ${spec.name} ended (${how}); starting it again in ${delayMs / 1000} s.`);
      await wait(delayMs, undefined, { signal: until }).catch(() => {});
      if (until.aborted) return;
    }
  }

  return {
    async start(spec) {
      const stop = new AbortController();
      stopping.set(spec.name, stop);
      const child = launch(spec);
      try {
        await child.ready;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Refusal(
          `${reason} Its log is ${spec.logFile}; it ends with:\n${lastLines(spec.logFile, 15)}`,
        );
      }
      void keep(spec, child, stop.signal);
    },
    async stop(name) {
      stopping.get(name)?.abort();
      await running.get(name)?.stop(graceMs);
      running.delete(name);
      note(name, undefined);
    },
    current: (name) => running.get(name)?.identity,
  };
}
