import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import pg from "pg";
import { pickPort } from "../launch/ports";
import { recordedClusterDir } from "../launch/postgres/home";
import { runningPort } from "../launch/postgres/running-port";
import { connectionUrl } from "../launch/postgres/server";
import { databaseName, startPostgres } from "../launch/postgres/start-postgres";
import { Refusal } from "../launch/refusal";
import { runningOn, takeHold } from "../launch/running";
import { openSecrets } from "../launch/secrets";
import { type World, worldOf } from "../launch/world";
import { pack } from "./archive";
import { copyCluster } from "./copy-cluster";
import { digestFiles, isLeftOut, type Manifest, releaseVersion, writeManifest } from "./manifest";

export interface BackUpOptions {
  dataDir: string;
  world: World;
  file: string;
}

/** Writes the whole world, database and secrets included, into one file; the world may be running. */
export async function backUp({ dataDir, world, file }: BackUpOptions): Promise<Manifest> {
  const clusterDir = recordedClusterDir(dataDir);
  if (worldOf(dataDir) !== world || clusterDir === undefined) {
    throw new Refusal(
      `There is nothing to back up: ${dataDir} holds no data of the ${world} world.`,
    );
  }
  if (existsSync(file)) throw new Refusal(`${file} exists already. Name another file.`);
  const password = openSecrets(dataDir).postgresPassword;
  const staging = path.join(dataDir, "backup-unfinished");
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  try {
    return await withServer(dataDir, clusterDir, password, async (url) => {
      copyFiles(dataDir, path.join(staging, "data"));
      const migrations = await appliedMigrations(url(databaseName));
      await copyCluster(url("postgres"), clusterDir, path.join(staging, "postgres"));
      const manifest: Manifest = {
        format: 1,
        version: releaseVersion(),
        world,
        createdAt: new Date().toISOString(),
        postgres: readFileSync(path.join(clusterDir, "PG_VERSION"), "utf8").trim(),
        migrations,
        files: await digestFiles(staging),
      };
      writeManifest(staging, manifest);
      mkdirSync(path.dirname(file), { recursive: true });
      await pack(staging, file);
      return manifest;
    });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Uses the server of a running world; else starts it for the time of the backup. */
async function withServer<T>(
  dataDir: string,
  clusterDir: string,
  password: string,
  work: (url: (database: string) => string) => Promise<T>,
): Promise<T> {
  if (runningOn(dataDir)) {
    const port = runningPort(clusterDir);
    return work((database) => connectionUrl(password, port, database));
  }
  const hold = await takeHold(dataDir, "its backup");
  try {
    const server = await startPostgres({
      dataDir,
      password,
      port: await pickPort(),
      durable: true,
    });
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    hold.release();
  }
}

function copyFiles(dataDir: string, target: string): void {
  mkdirSync(target, { mode: 0o700 });
  for (const name of readdirSync(dataDir)) {
    if (isLeftOut(name)) continue;
    cpSync(path.join(dataDir, name), path.join(target, name), { recursive: true });
  }
  chmodSync(path.join(target, "secrets.json"), 0o600);
}

async function appliedMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ migration_name: string }>(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1",
    );
    return rows.map((row) => row.migration_name);
  } finally {
    await client.end();
  }
}
