import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { Refusal } from "../refusal";
import { giveTo } from "./account";
import { type PostgresHome, recordClusterDir, recordedClusterDir } from "./home";

const run = promisify(execFile);

/** Whether this data folder ever had a finished cluster, present or not. */
export function hasCluster(dataDir: string): boolean {
  return recordedClusterDir(dataDir) !== undefined || existsSync(path.join(dataDir, "postgres"));
}

/**
 * Makes the cluster unless it is there. It is built beside its place and moved in when finished, so
 * an interrupted first start leaves only a remnant, which the next start removes.
 */
export async function ensureCluster(
  dataDir: string,
  home: PostgresHome,
  password: string,
): Promise<"created" | "kept"> {
  rmSync(unfinishedDir(home), { recursive: true, force: true });
  if (existsSync(path.join(home.clusterDir, "PG_VERSION"))) {
    recordClusterDir(dataDir, home.clusterDir);
    return "kept";
  }
  refuseDamaged(dataDir, home);
  await initialise(home, password);
  recordClusterDir(dataDir, home.clusterDir);
  return "created";
}

function refuseDamaged(dataDir: string, { clusterDir }: PostgresHome): void {
  const present = existsSync(clusterDir) && readdirSync(clusterDir).length > 0;
  if (!present && recordedClusterDir(dataDir) === undefined) return;
  const what = present ? "is incomplete (it has no PG_VERSION)" : "is gone";
  throw new Refusal(
    `The database folder ${clusterDir} ${what}. Nothing was changed. Put the folder back, or bring in a backup with "npm run restore -- FILE --force"; to begin anew with empty data, move ${dataDir} away.`,
  );
}

async function initialise(home: PostgresHome, password: string): Promise<void> {
  const work = unfinishedDir(home);
  const cluster = path.join(work, "cluster");
  const passwordFile = path.join(work, "password");
  mkdirSync(work, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(home.account, work);
  await initdb(home, cluster, passwordFile);
  rmSync(home.clusterDir, { recursive: true, force: true });
  renameSync(cluster, home.clusterDir);
  rmSync(work, { recursive: true, force: true });
}

/** The built-in C.UTF-8 locale sorts alike everywhere; the host may have no UTF-8 locale at all. */
async function initdb(home: PostgresHome, cluster: string, passwordFile: string): Promise<void> {
  const args = [
    ...["-D", cluster, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile],
    ...["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ...["-c", "dynamic_shared_memory_type=mmap", "--no-sync", "--no-instructions"],
  ];
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  try {
    await run(path.join(home.native, "bin", "initdb"), args, { ...home.account, env, cwd: "/" });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new Refusal(`PostgreSQL could not set up its data folder: ${said.trim()}`);
  }
}

function unfinishedDir({ clusterDir }: PostgresHome): string {
  return `${clusterDir}.unfinished`;
}
