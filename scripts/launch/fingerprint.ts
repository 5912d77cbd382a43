import { createHash, type Hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./root";

/** One digest over the names and contents of project files and folders; absent ones count as empty. */
export function fingerprint(places: readonly string[], skip: readonly string[] = []): string {
  const hash = createHash("sha256");
  for (const place of places) addTo(hash, place, new Set(skip));
  return hash.digest("hex");
}

/** Whether work with this fingerprint was finished earlier, as its stamp file says. */
export function isStamped(file: string, value: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === value;
}

export function stamp(file: string, value: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, value);
}

function addTo(hash: Hash, place: string, skip: ReadonlySet<string>): void {
  if (skip.has(place)) return;
  const file = inRoot(place);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const name of readdirSync(file).sort()) addTo(hash, path.join(place, name), skip);
  } else {
    hash.update(`${place}\0${stat.size}\0`).update(readFileSync(file));
  }
}
