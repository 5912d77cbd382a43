import { rmSync } from "node:fs";
import { fingerprint, isStamped, stamp } from "./fingerprint";
import { inRoot } from "./root";
import type { Settings } from "./settings";
import { runTool, tools } from "./tools";

const sources = [
  ...["app", "components", "lib", "i18n", "messages", "public"],
  ...["proxy.ts", "instrumentation.ts", "next.config.ts", "tailwind.config.ts"],
  ...["postcss.config.mjs", "tsconfig.json", "package-lock.json"],
];
const notSources = ["lib/generated/.stamp"];

/** The folder of the built pages, relative to the project. */
export function distDirOf(settings: Settings): string {
  return settings.NEXT_DIST_DIR || ".next";
}

/** Whether the pages in this folder were built from today's sources, to the end. */
export function isBuilt(distDir: string): boolean {
  return isStamped(stampFile(distDir), buildFingerprint());
}

export async function build(distDir: string, env: Settings, verbose: boolean): Promise<void> {
  rmSync(stampFile(distDir), { force: true });
  const made = buildFingerprint();
  await runTool({
    args: [...tools.next, "build"],
    env: { ...env, NEXT_DIST_DIR: distDir },
    failure: "The pages could not be built.",
    verbose,
  });
  stamp(stampFile(distDir), made);
}

function buildFingerprint(): string {
  return fingerprint(sources, notSources);
}

function stampFile(distDir: string): string {
  return inRoot(distDir, "built-from");
}
