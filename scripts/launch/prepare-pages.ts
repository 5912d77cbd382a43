import { step } from "../boot/progress.mjs";
import { build, distDirOf, isBuilt } from "./build";
import { Refusal } from "./refusal";
import { runningOn } from "./running";
import type { Settings } from "./settings";
import { dataDirOf, worldName } from "./world";

export interface PagesFacts {
  env: Settings;
  dataDir: string;
  distDir: string;
  verbose: boolean;
}

/** Builds the pages when their sources changed. Both worlds serve the same build. */
export async function preparePages({ env, dataDir, distDir, verbose }: PagesFacts): Promise<void> {
  if (isBuilt(distDir)) return;
  refuseWhileServed(dataDir, distDir);
  await step("Building the pages", () => build(distDir, env, verbose));
}

/** A build replaces files under a web process that serves them. */
function refuseWhileServed(dataDir: string, distDir: string): void {
  if (distDir !== distDirOf({})) return;
  const others = worldName.options.map((world) => dataDirOf(world, {}));
  for (const other of others.filter((folder) => folder !== dataDir)) {
    const running = runningOn(other);
    if (!running) continue;
    throw new Refusal(
      `The sources changed, and the pages cannot be built while the other world serves them at ${running.address}. Stop that one with Ctrl-C, then start both again.`,
    );
  }
}
