import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll } from "vitest";
import { fileOf } from "@/tests/setup/bundle";
import { asOwner } from "../operations/as-owner";

/** An engine that dies by SIGKILL at a commit point; answers the signal or code it ended by. */
export async function runUntilCrash(crashAt: string): Promise<string> {
  const child = startEngine({ CRASH_AT: crashAt });
  const [code, signal]: unknown[] = await once(child, "exit");
  await leasesRunOut();
  return String(signal ?? code);
}

/** Another engine, up and connected, that works only when it is told to. */
interface StandBy {
  work(): void;
  /** Settles once it has finished its turn and does nothing more. */
  rest(): Promise<void>;
  kill(): Promise<void>;
}

/** A stand-by for the tests of one file, at rest between them. */
export function rentStandBy(): { work(): void } {
  const held: { standBy?: StandBy } = {};
  beforeAll(async () => {
    held.standBy = await startStandBy();
  });
  afterEach(() => held.standBy?.rest());
  afterAll(() => held.standBy?.kill());
  return { work: () => held.standBy?.work() };
}

async function startStandBy(): Promise<StandBy> {
  const child = startEngine({});
  await once(child, "message");
  return {
    work: () => void child.send("work"),
    async rest() {
      child.send("rest");
      await heard(child, "resting");
    },
    async kill() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function startEngine(more: Record<string, string>): ChildProcess {
  return fork(fileOf("tests/integration/crash/engine.ts"), {
    env: { ...process.env, ...more },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

function heard(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (message !== word) return;
      child.off("message", listen);
      resolve();
    };
    child.on("message", listen);
  });
}

/** Lets the leases of a killed worker run out, as half a minute would. */
export async function leasesRunOut(): Promise<void> {
  await asOwner((owner) =>
    owner.query("UPDATE operation SET lease_until = clock_timestamp() WHERE state = 'open'"),
  );
}
