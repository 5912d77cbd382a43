import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** Contents that mean nothing outside the running server; their folders must exist, empty. */
const emptied = new Set(
  "pg_wal pg_replslot pg_dynshmem pg_notify pg_serial pg_snapshots pg_stat_tmp pg_subtrans".split(
    " ",
  ),
);
const leftOut =
  /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init.*|backup_label.*|tablespace_map.*)$/;

/**
 * Copies a running PostgreSQL's files as one consistent moment, while it goes on working: the files
 * between backup start and stop, then the log of what changed meanwhile. A server started on the
 * copy replays that log. (PostgreSQL manual, "Continuous Archiving", low level backup.)
 */
export async function copyCluster(url: string, clusterDir: string, target: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Keeps the log from its present point on until this connection ends.
    await client.query(
      "SELECT pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)",
    );
    const started = await askOne(
      client,
      "SELECT pg_walfile_name(pg_backup_start('computehub', true))",
    );
    await copyFolder(clusterDir, target, true);
    const label = await askOne(client, "SELECT labelfile FROM pg_backup_stop(false)");
    writeFileSync(path.join(target, "backup_label"), label);
    const ended = await askOne(client, "SELECT pg_walfile_name(pg_switch_wal())");
    await copyLog(path.join(clusterDir, "pg_wal"), path.join(target, "pg_wal"), [started, ended]);
  } finally {
    await client.end();
  }
}

async function copyFolder(from: string, to: string, isTop: boolean): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (leftOut.test(entry.name)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isFile()) await copyUnlessGone(source, target);
    else if (isTop && emptied.has(entry.name)) mkdirSync(target, { mode: 0o700 });
    else if (entry.isDirectory()) await copyFolder(source, target, false);
  }
}

/** The log's files are named in order; those outside the two belong to another time. */
async function copyLog(from: string, to: string, [first, last]: [string, string]): Promise<void> {
  mkdirSync(path.join(to, "archive_status"), { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) {
    if (name >= first && name <= last) await copyFile(path.join(from, name), path.join(to, name));
  }
}

/** A table dropped meanwhile takes its file away; the replayed log drops it in the copy as well. */
async function copyUnlessGone(source: string, target: string): Promise<void> {
  await copyFile(source, target).catch((error: unknown) => {
    if (existsSync(source)) throw error;
  });
}

/** The first column of the only row. */
async function askOne(client: pg.Client, sql: string): Promise<string> {
  const { rows } = await client.query<string[]>({ text: sql, rowMode: "array" });
  return rows[0]?.[0] ?? "";
}
