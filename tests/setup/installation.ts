import path from "node:path";
import type { TestProject } from "vitest/node";
import { startChild } from "@/scripts/launch/child";
import { createEndings, type Endings } from "@/scripts/launch/endings";
import { startInstallation } from "@/scripts/launch/installation";
import { pickPort } from "@/scripts/launch/ports";
import type { Settings } from "@/scripts/launch/settings";
import { makeThrowawayFolder } from "@/scripts/launch/throwaway";
import { bundle } from "./bundle";

/** A running ComputeHub the journeys walk through. */
interface Installation {
  address: string;
  /** Database, data folder, address of the sandbox and the rest. */
  settings: Record<string, string>;
  /** Where it is asked for accounts; see `people.ts`. */
  people: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** One for each file that runs at the same time as others. */
    installations: Installation[];
  }
}

/**
 * Starts the whole sandbox world, built and on throw-away data, for the journeys in a browser: one
 * for each worker, so that every file has the world and its clock to itself.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endings = createEndings();
  const installations: Installation[] = [];
  try {
    // One after another: the first builds the pages for all, and each looks for free ports.
    while (installations.length < project.config.maxWorkers) {
      installations.push(await startOne(endings));
    }
  } catch (error) {
    await endings.run();
    throw error;
  }
  project.provide("installations", installations);
  return endings.run;
}

async function startOne(endings: Endings): Promise<Installation> {
  const { folder, remove } = makeThrowawayFolder("world");
  endings.add(remove);
  const port = await pickPort();
  const dist = { DATA_DIR: folder, NEXT_DIST_DIR: ".next-test", DATABASE_URL: "" };
  const settings = { ...process.env, PACE: "20", ...dist };
  const fail = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const { env, address } = await startInstallation(
    {
      world: "sandbox",
      mode: "built",
      port,
      verbose: false,
      durable: false,
      settings,
      say: fail,
      giveUp: fail,
    },
    endings,
  );
  const people = await startPeople({ folder, env }, endings);
  return { address, settings: present(env), people };
}

async function startPeople(
  { folder, env }: { readonly folder: string; readonly env: Settings },
  endings: Endings,
): Promise<string> {
  const port = await pickPort();
  const child = startChild({
    name: "people",
    args: [await bundle("tests/setup/people.ts", folder), String(port)],
    env,
    nodeEnv: "production",
    logFile: path.join(folder, "people.log"),
    ready: { line: "ready people" },
    readyWithinMs: 60_000,
  });
  endings.add(() => child.stop(5_000));
  await child.ready;
  return `http://127.0.0.1:${port}`;
}

function present(settings: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
