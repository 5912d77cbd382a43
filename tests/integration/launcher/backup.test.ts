import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { pack, unpack } from "@/scripts/backup/archive";
import { backUp } from "@/scripts/backup/back-up";
import { digestFiles, readManifest, writeManifest } from "@/scripts/backup/manifest";
import { restoreWorld } from "@/scripts/backup/restore-world";
import { migrate } from "@/scripts/launch/database";
import { databaseName } from "@/scripts/launch/postgres/start-postgres";
import { takeHold } from "@/scripts/launch/running";
import { openSecrets } from "@/scripts/launch/secrets";
import { makeThrowawayFolder } from "@/scripts/launch/throwaway";
import { makeWorldFolder, startDatabaseOf } from "./world-folder";

const world = "sandbox";

/** A running, migrated world with 10,000 rows, and a place for its backup. */
async function makeFilledWorld() {
  const dataDir = makeWorldFolder();
  writeFileSync(path.join(dataDir, "clock.json"), '{"offsetMs":5}');
  const hold = await takeHold(dataDir, "http://localhost:3999");
  onTestFinished(hold.release);
  const server = await startDatabaseOf(dataDir);
  const url = server.url(databaseName);
  await migrate({ ...process.env, DATABASE_URL: url });
  await query(url, "CREATE TABLE ledger AS SELECT n FROM generate_series(1, 10000) AS n");
  return { dataDir, hold, server, url, file: path.join(makeEmptyFolder(), "world.tar.gz") };
}

function makeEmptyFolder(): string {
  const { folder, remove } = makeThrowawayFolder("backup");
  onTestFinished(remove);
  return folder;
}

test("a backup of a running world brings back its rows, secrets and clock elsewhere", async () => {
  const { dataDir, url, file } = await makeFilledWorld();
  const writing = query(url, "INSERT INTO ledger SELECT n FROM generate_series(10001, 90000) AS n");
  await backUp({ dataDir, world, file });
  await writing;
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const target = path.join(makeEmptyFolder(), "sandbox");
  await restoreWorld({ file, dataDir: target, world, force: false });
  expect(openSecrets(target)).toEqual(openSecrets(dataDir));
  expect(readFileSync(path.join(target, "clock.json"), "utf8")).toBe('{"offsetMs":5}');
  expect(existsSync(path.join(target, "restored.json"))).toBe(true);
  const restored = await startDatabaseOf(target);
  const [row] = await query(
    restored.url(databaseName),
    "SELECT count(*)::int AS rows, (SELECT count(*)::int FROM _prisma_migrations) AS migrations FROM ledger",
  );
  // The concurrent statement is in the copy whole or not at all.
  expect([10_000, 90_000]).toContain(row?.rows);
  expect(row?.migrations).toBeGreaterThan(0);
});

test("a stopped world can be backed up, and restored over itself only when forced", async () => {
  const { dataDir, hold, server, file } = await makeFilledWorld();
  await server.stop();
  hold.release();
  await backUp({ dataDir, world, file });
  const restore = { file, dataDir, world } as const;
  await expect(restoreWorld({ ...restore, force: false })).rejects.toThrow("holds data already");
  const { movedTo } = await restoreWorld({ ...restore, force: true });
  onTestFinished(() => rmSync(movedTo ?? "", { recursive: true, force: true }));
  expect(movedTo && existsSync(path.join(movedTo, "secrets.json"))).toBe(true);
  const again = await startDatabaseOf(dataDir);
  const rows = await query(again.url(databaseName), "SELECT count(*)::int AS rows FROM ledger");
  expect(rows).toEqual([{ rows: 10_000 }]);
});

test("a running world is not restored over", async () => {
  const dataDir = makeWorldFolder();
  const hold = await takeHold(dataDir, "http://localhost:3999");
  onTestFinished(hold.release);
  const file = path.join(makeEmptyFolder(), "world.tar.gz");
  writeFileSync(file, "never read");
  await expect(restoreWorld({ file, dataDir, world, force: true })).rejects.toThrow(
    "ComputeHub runs on this data at http://localhost:3999",
  );
});

test("a backup of the other world, of a newer release or with a changed file is refused", async () => {
  const { dataDir, file } = await makeFilledWorld();
  await backUp({ dataDir, world, file });
  const target = path.join(makeEmptyFolder(), "target");
  const restore = (from: string, into: "sandbox" | "live") =>
    restoreWorld({ file: from, dataDir: target, world: into, force: false });
  await expect(restore(file, "live")).rejects.toThrow("holds the sandbox world");

  const newer = await repacked(file, (folder) => {
    const manifest = readManifest(folder, file);
    const migrations = [...manifest.migrations, "29990101000000_later"];
    writeManifest(folder, { ...manifest, version: "9.0.0", migrations });
  });
  await expect(restore(newer, world)).rejects.toThrow("made by a newer release (9.0.0)");

  const changed = await repacked(file, (folder) => {
    writeFileSync(path.join(folder, "data", "clock.json"), '{"offsetMs":6}');
  });
  await expect(restore(changed, world)).rejects.toThrow("is damaged (data/clock.json differs)");

  const nonsense = path.join(makeEmptyFolder(), "nonsense.tar.gz");
  writeFileSync(nonsense, "no archive");
  await expect(restore(nonsense, world)).rejects.toThrow("cannot be unpacked");
  expect(existsSync(target)).toBe(false);
});

test("a backup made to lead out of its folder is refused, and nothing out there is touched", async () => {
  const outside = path.join(makeEmptyFolder(), "outside");
  const precious = path.join(outside, "precious");
  mkdirSync(outside);
  writeFileSync(precious, "mine");
  const traps = [
    (data: string) =>
      writeFileSync(path.join(data, "postgres.json"), JSON.stringify({ clusterDir: outside })),
    (data: string) => symlinkSync(outside, path.join(data, "twins")),
    (data: string) => symlinkSync(precious, path.join(data, "restored.json")),
  ];
  for (const set of traps) {
    const target = path.join(makeEmptyFolder(), "target");
    const restored = restoreWorld({
      file: await packedWith(set),
      dataDir: target,
      world,
      force: false,
    });
    await expect(restored).rejects.toThrow("is no backup of ours");
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(outside)).toEqual(["precious"]);
    expect(readFileSync(precious, "utf8")).toBe("mine");
  }
});

test("a folder that was never started has nothing to back up", async () => {
  const file = path.join(makeEmptyFolder(), "world.tar.gz");
  const empty = makeEmptyFolder();
  await expect(backUp({ dataDir: empty, world, file })).rejects.toThrow("nothing to back up");
});

/** A file like a backup, with a true list of what is in it. */
async function packedWith(change: (data: string) => void): Promise<string> {
  const folder = path.join(makeEmptyFolder(), "made-up");
  mkdirSync(path.join(folder, "data"), { recursive: true });
  change(path.join(folder, "data"));
  writeManifest(folder, {
    ...{ format: 1, version: "1.0.0", world, createdAt: "2026-11-22T00:00:00.000Z" },
    ...{ postgres: "18", migrations: [], files: await digestFiles(folder) },
  });
  const result = path.join(makeEmptyFolder(), "made-up.tar.gz");
  await pack(folder, result);
  return result;
}

async function repacked(file: string, change: (folder: string) => void): Promise<string> {
  const folder = path.join(makeEmptyFolder(), "unpacked");
  mkdirSync(folder);
  await unpack(file, folder);
  change(folder);
  const result = path.join(makeEmptyFolder(), "repacked.tar.gz");
  await pack(folder, result);
  return result;
}

async function query(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
