import path from "node:path";
import { build } from "esbuild";
import { inRoot } from "@/scripts/launch/root";

/**
 * Bundles an entry of ours into one file of the folder and answers its path. It starts in a fifth
 * of the time the sources take, and a crash test starts hundreds of processes.
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
  });
  return outfile;
}
