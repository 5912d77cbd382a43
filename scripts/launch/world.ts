import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal";
import { inRoot } from "./root";
import type { Settings } from "./settings";

export const worldName = z.enum(["sandbox", "live"]);
export type World = z.infer<typeof worldName>;

const mark = z.object({ world: worldName, createdAt: z.string() });

/** The data folder of a world: DATA_DIR when set, else its own one below .data. */
export function dataDirOf(world: World, settings: Settings): string {
  return inRoot(settings.DATA_DIR || path.join(".data", world));
}

/** Makes the folder on the first start; refuses one that holds the other world. */
export function openDataDir(dataDir: string, world: World): void {
  // Enterable, not readable, by others: PostgreSQL may have to run as an account of its own.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const logs = path.join(dataDir, "logs");
  mkdirSync(logs, { recursive: true });
  chmodSync(logs, 0o700);
  const held = worldOf(dataDir);
  if (held === undefined || held === world) return;
  throw new Refusal(
    `The data folder ${dataDir} holds the ${held} world, and this start is for the ${world} world. The two never share a folder: set DATA_DIR to another one, or leave it out.`,
  );
}

/** Notes whose folder this is, for good. */
export function markWorld(dataDir: string, world: World): void {
  if (worldOf(dataDir) !== undefined) return;
  const content = { world, createdAt: new Date().toISOString() };
  writeFileSync(markFile(dataDir), `${JSON.stringify(content)}\n`);
}

/** The world a data folder was made for; undefined for a folder not used yet. */
export function worldOf(dataDir: string): World | undefined {
  const file = markFile(dataDir);
  if (!existsSync(file)) return undefined;
  return mark.parse(JSON.parse(readFileSync(file, "utf8"))).world;
}

function markFile(dataDir: string): string {
  return path.join(dataDir, "world.json");
}
