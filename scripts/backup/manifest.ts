import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { Refusal } from "../launch/refusal";
import { inRoot } from "../launch/root";
import { worldName } from "../launch/world";

const shape = z.object({
  format: z.literal(1),
  version: z.string(),
  world: worldName,
  createdAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.string()),
  /** sha256 of every file, by its path inside the archive. */
  files: z.record(z.string(), z.string()),
});

/** First entry of a backup: what it holds, and which release made it. */
export type Manifest = z.infer<typeof shape>;

const manifestFile = "manifest.json";

export function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(path.join(folder, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Reads the manifest of an unpacked backup; refuses what is no backup of ours. */
export function readManifest(folder: string, backup: string): Manifest {
  const file = path.join(folder, manifestFile);
  const parsed = existsSync(file)
    ? shape.safeParse(parseJson(readFileSync(file, "utf8")))
    : undefined;
  if (parsed?.success) return parsed.data;
  throw new Refusal(`${backup} is not a backup this release can read. Nothing was changed.`);
}

/** Digests of all files below a folder, but its manifest. */
export async function digestFiles(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    if (name !== manifestFile) digests[name] = await digest(file);
  }
  return digests;
}

/** Whether a name in a data folder belongs to one run or one machine, not to the data. */
export function isLeftOut(name: string): boolean {
  return /^(running\.json.*|ports\.json|postgres\.json|postgres|postgres\.unfinished|logs|owner\.json|backup-unfinished)$/.test(
    name,
  );
}

/**
 * Refuses an unpacked backup whose files are not exactly those its manifest lists, or that holds
 * what no backup of ours does and what leads out of its folder: links, and notes of a machine.
 */
export async function verifyFiles(folder: string, manifest: Manifest, backup: string) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name));
    const plain = entry.isFile() || entry.isDirectory();
    if (plain && !(path.dirname(name) === "data" && isLeftOut(entry.name))) continue;
    throw new Refusal(`${backup} is no backup of ours: it holds ${name}. Nothing was changed.`);
  }
  const found = await digestFiles(folder);
  const names = new Set([...Object.keys(found), ...Object.keys(manifest.files)]);
  for (const name of names) {
    if (found[name] === manifest.files[name]) continue;
    throw new Refusal(`${backup} is damaged (${name} differs). Nothing was changed.`);
  }
}

/** The version of this release, as package.json says. */
export function releaseVersion(): string {
  const manifest = parseJson(readFileSync(inRoot("package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}

/** Names of the migrations this release knows, oldest first. */
export function releaseMigrations(): string[] {
  return readdirSync(inRoot("prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function digest(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
