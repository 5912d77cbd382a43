import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { fingerprint, isStamped, stamp } from "./fingerprint";
import { inRoot } from "./root";
import type { Settings } from "./settings";
import { runTool, tools } from "./tools";

const clientDir = inRoot("lib/generated/prisma");
const clientStamp = inRoot("lib/generated/.stamp");
const migrationsDir = inRoot("prisma/migrations");
/** What the reference rows are made of: their files, the dated tables, and how these are read. */
export const seedPlaces = ["prisma", "lib/providers", "lib/gpus", "lib/prices"];

/** Whether the database client was generated from today's schema. */
export function isClientCurrent(): boolean {
  return existsSync(clientDir) && isStamped(clientStamp, clientFingerprint());
}

export async function generateClient(env: Settings): Promise<void> {
  rmSync(clientStamp, { force: true });
  await runTool({
    args: [...tools.prisma, "generate"],
    env,
    failure: "The database client could not be generated.",
  });
  stamp(clientStamp, clientFingerprint());
}

/** Whether every migration of this release is in the database, unchanged. Asks without the CLI. */
export async function isMigrated(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT migration_name || ':' || checksum AS mark FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const applied = new Set(rows.map((row: { mark: string }) => row.mark));
    return migrationMarks().every((mark) => applied.has(mark));
  } catch (error) {
    const tableIsMissing = error instanceof Error && "code" in error && error.code === "42P01";
    if (tableIsMissing) return false;
    throw error;
  } finally {
    await client.end();
  }
}

export async function migrate(env: Settings): Promise<void> {
  await runTool({
    args: [...tools.prisma, "migrate", "deploy"],
    env,
    failure: "The database could not be brought up to date; its data are as they were.",
  });
}

/** Whether the named database was seeded with today's reference data already. */
export function isSeeded(dataDir: string, database: string): boolean {
  return isStamped(seedStamp(dataDir), seedFingerprint(database));
}

export async function seed(env: Settings, dataDir: string, database: string) {
  await runTool({
    args: [...tools.tsx, inRoot("prisma/seed.ts")],
    env,
    failure: "The reference data could not be loaded.",
  });
  stamp(seedStamp(dataDir), seedFingerprint(database));
}

export function forgetSeed(dataDir: string): void {
  rmSync(seedStamp(dataDir), { force: true });
}

function migrationMarks(): string[] {
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(path.join(migrationsDir, name, "migration.sql"));
      return `${name}:${createHash("sha256").update(sql).digest("hex")}`;
    });
}

function clientFingerprint(): string {
  return fingerprint([
    "prisma/schema.prisma",
    "prisma.config.ts",
    "node_modules/prisma/package.json",
  ]);
}

function seedFingerprint(database: string): string {
  return `${fingerprint(seedPlaces)} ${database}`;
}

function seedStamp(dataDir: string): string {
  return path.join(dataDir, "seeded");
}
