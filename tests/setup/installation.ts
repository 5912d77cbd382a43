import type { TestProject } from "vitest/node";
import { createEndings } from "@/scripts/launch/endings";
import { startInstallation } from "@/scripts/launch/installation";
import { pickPort } from "@/scripts/launch/ports";
import { makeThrowawayFolder } from "@/scripts/launch/throwaway";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the running ComputeHub the journeys walk through. */
    appUrl: string;
    /** Its settings: database, data folder, address of the sandbox. */
    appSettings: Record<string, string>;
  }
}

/** Starts the whole sandbox world, built and on throw-away data, for the journeys in a browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, remove } = makeThrowawayFolder("world");
  const endings = createEndings();
  endings.add(remove);
  const port = await pickPort();
  const dist = { DATA_DIR: folder, NEXT_DIST_DIR: ".next-test", DATABASE_URL: "" };
  const settings = { ...process.env, PACE: "20", ...dist };
  const fail = (sentence: string) => process.stderr.write(`${sentence}\n`);
  try {
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
    project.provide("appUrl", address);
    project.provide("appSettings", present(env));
  } catch (error) {
    await endings.run();
    throw error;
  }
  return endings.run;
}

function present(settings: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
