import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { inject } from "vitest";
import { inRoot } from "@/scripts/launch/root";

/** What many tests start as processes of their own. */
const programs = [
  "sandbox/index.ts",
  "tests/integration/crash/engine.ts",
  "tests/integration/notifications/doomed.ts",
  "tests/integration/operations/all-sweeps.ts",
] as const;
type Program = (typeof programs)[number];

declare module "vitest" {
  interface ProvidedContext {
    /** The bundle of each program. */
    programs: Readonly<Partial<Record<string, string>>>;
  }
}

/**
 * Bundles an entry of ours into one file of the folder and answers its path. It starts in less than
 * half the time the sources take, and a run of tests starts hundreds of processes.
 */
export async function bundle(entry: string, folder: string): Promise<string> {
  const outfile = path.join(
    folder,
    `${path.basename(entry, ".ts")}-${Math.random().toString(36).slice(2)}.mjs`,
  );
  await build({
    entryPoints: [inRoot(entry)],
    tsconfig: inRoot("tsconfig.json"),
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "error",
    plugins: [ownAddress],
  });
  return outfile;
}

/** Bundles every program into the folder; answers their files. */
export async function bundlePrograms(folder: string): Promise<Record<string, string>> {
  const files = programs.map(async (entry) => [entry, await bundle(entry, folder)] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** The file that a program is started from. */
export function fileOf(program: Program): string {
  const file = inject("programs")[program];
  if (!file) throw new Error(`${program} was not bundled`);
  return file;
}

/** Sources read the files that lie beside them, wherever the bundle is. */
const ownAddress: Plugin = {
  name: "own-address",
  setup({ onLoad }) {
    onLoad({ filter: /catalog\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const address = JSON.stringify(pathToFileURL(file).href);
      return { loader: "ts", contents: source.replaceAll("import.meta.url", address) };
    });
  },
};
