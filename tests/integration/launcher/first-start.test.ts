import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { migrate } from "@/scripts/launch/database";
import { databaseName } from "@/scripts/launch/postgres/start-postgres";
import { openSecrets, secretsFile } from "@/scripts/launch/secrets";
import { openDataDir } from "@/scripts/launch/world";
import { makeWorldFolder, startDatabaseOf } from "./world-folder";

test("the second start keeps the data of the first", async () => {
  const folder = makeWorldFolder();
  const first = await startDatabaseOf(folder);
  await query(first.url(databaseName), "CREATE TABLE kept AS SELECT 7 AS n");
  await first.stop();
  const second = await startDatabaseOf(folder);
  expect(second.created).toBe(false);
  expect(await query(second.url(databaseName), "SELECT n FROM kept")).toEqual([{ n: 7 }]);
});

test("the database refuses a login without the installation's password", async () => {
  const server = await startDatabaseOf(makeWorldFolder());
  const url = new URL(server.url(databaseName));
  url.password = "guessed";
  await expect(query(url.href, "SELECT 1")).rejects.toThrow("password authentication failed");
});

test("the product's login owns its database and is no superuser, also where a statement drops its role", async () => {
  const { ownerUrl } = await startDatabaseOf(makeWorldFolder());
  await migrate({ ...process.env, DATABASE_URL: ownerUrl });
  const acting = new URL(ownerUrl);
  acting.searchParams.set("options", "-c role=ch_app");
  const dropped = "SELECT set_config('role', 'none', false)";
  const free = await query(
    acting.href,
    `${dropped}; SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user`,
  );
  expect(free).toEqual([{ free: false }]);
  for (const reach of [
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/hostname')",
    "SET ROLE postgres",
  ]) {
    await expect(query(acting.href, `${dropped}; ${reach}`)).rejects.toThrow(/permission denied/);
  }
});

test("a first start that was broken off is made good by the next one", async () => {
  const folder = makeWorldFolder();
  const remnant = path.join(folder, "postgres.unfinished", "cluster");
  mkdirSync(remnant, { recursive: true });
  writeFileSync(path.join(remnant, "PG_VERSION"), "18\n");
  expect((await startDatabaseOf(folder)).created).toBe(true);
  expect(existsSync(remnant)).toBe(false);
});

test("a damaged database folder is refused with a sentence and not touched", async () => {
  const folder = makeWorldFolder();
  mkdirSync(path.join(folder, "postgres"));
  const file = path.join(folder, "postgres", "something");
  writeFileSync(file, "left");
  await expect(startDatabaseOf(folder)).rejects.toThrow("is incomplete (it has no PG_VERSION)");
  expect(existsSync(file)).toBe(true);
});

test("a database folder that vanished is never replaced by an empty one", async () => {
  const folder = makeWorldFolder();
  const { stop, clusterDir } = await startDatabaseOf(folder);
  await stop();
  rmSync(clusterDir, { recursive: true });
  await expect(startDatabaseOf(folder)).rejects.toThrow("is gone. Nothing was changed.");
});

test("secrets are readable by their owner alone, and the same at every start", () => {
  const folder = makeWorldFolder();
  expect(statSync(secretsFile(folder)).mode & 0o777).toBe(0o600);
  expect(openSecrets(folder)).toEqual(openSecrets(folder));
});

test("logs are readable by their owner alone, though PostgreSQL may enter the data folder", () => {
  const folder = makeWorldFolder();
  expect(statSync(folder).mode & 0o777).toBe(0o711);
  expect(statSync(path.join(folder, "logs")).mode & 0o777).toBe(0o700);
});

test("lost secrets are never silently replaced", () => {
  const folder = makeWorldFolder();
  rmSync(secretsFile(folder));
  expect(() => openSecrets(folder)).toThrow("is missing, and the data in this folder cannot be");
  expect(existsSync(secretsFile(folder))).toBe(false);
});

test("garbled secrets are refused and left as they are", () => {
  const folder = makeWorldFolder();
  writeFileSync(secretsFile(folder), "{");
  expect(() => openSecrets(folder)).toThrow("cannot be read as this installation's secrets");
});

test("a folder of the sandbox world cannot be started as the live one", () => {
  expect(() => openDataDir(makeWorldFolder(), "live")).toThrow("holds the sandbox world");
});

/** Rows of the last statement. */
async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const answers = [await client.query(sql)].flat();
    return answers.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
