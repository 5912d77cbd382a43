import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { pickPort } from "../launch/ports";
import { giveTo } from "../launch/postgres/account";
import {
  moveInto,
  postgresHome,
  recordClusterDir,
  recordedClusterDir,
} from "../launch/postgres/home";
import { startPostgres } from "../launch/postgres/start-postgres";
import { Refusal } from "../launch/refusal";
import { runningOn } from "../launch/running";
import { openSecrets } from "../launch/secrets";
import type { World } from "../launch/world";
import { unpack } from "./archive";
import { type Manifest, readManifest, releaseMigrations, verifyFiles } from "./manifest";

export interface RestoreOptions {
  file: string;
  dataDir: string;
  world: World;
  /** Moves data that are there aside; without it they make the restore refuse. */
  force: boolean;
}

/**
 * Brings a backup back as the data of its world. The present data stay untouched until the restored
 * database has been started once and found whole; then they are moved aside, never deleted.
 * Answers the manifest and where the earlier data went.
 */
export async function restoreWorld(
  options: RestoreOptions,
): Promise<{ manifest: Manifest; movedTo: string | undefined }> {
  const { file, dataDir } = options;
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  refuseUnfitTarget(options);
  const staging = `${dataDir}.restoring`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true, mode: 0o711 });
  try {
    await unpack(file, staging);
    chmodSync(staging, 0o711);
    const manifest = readManifest(staging, file);
    refuseUnfitBackup(manifest, options);
    await verifyFiles(staging, manifest, file);
    return { manifest, movedTo: await putInPlace(staging, manifest, options) };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Only for an unpacked backup that was verified: what it says of itself is acted on. */
async function putInPlace(staging: string, manifest: Manifest, options: RestoreOptions) {
  const { dataDir } = options;
  const restored = path.join(staging, "data");
  try {
    await bringToLife(restored, path.join(staging, "postgres"));
    markRestored(restored, manifest);
    refuseUnfitTarget(options);
    const movedTo = moveAside(dataDir);
    renameSync(restored, dataDir);
    return movedTo;
  } catch (error) {
    removeUnfinished(restored);
    throw error;
  }
}

/** A restore that failed may have put its cluster elsewhere. */
function removeUnfinished(restored: string): void {
  const clusterDir = existsSync(restored) ? recordedClusterDir(restored) : undefined;
  if (clusterDir) rmSync(clusterDir, { recursive: true, force: true });
}

function refuseUnfitTarget({ dataDir, force }: RestoreOptions): void {
  const running = runningOn(dataDir);
  if (running) {
    throw new Refusal(
      `ComputeHub runs on this data at ${running.address}. Stop it with Ctrl-C, then restore.`,
    );
  }
  if (force || !existsSync(dataDir) || readdirSync(dataDir).length === 0) return;
  throw new Refusal(
    `${dataDir} holds data already. Add --force to move them aside (they are not deleted) and put the backup in their place.`,
  );
}

function refuseUnfitBackup(manifest: Manifest, { file, world }: RestoreOptions): void {
  if (manifest.world !== world) {
    const command = manifest.world === "live" ? "add --live" : "leave out --live";
    throw new Refusal(
      `${file} holds the ${manifest.world} world, and this would restore the ${world} world: ${command}.`,
    );
  }
  const known = new Set(releaseMigrations());
  if (manifest.migrations.every((name) => known.has(name))) return;
  throw new Refusal(
    `${file} was made by a newer release (${manifest.version}) than this one. Update ComputeHub first, then restore.`,
  );
}

/** Puts the database where its account can reach it, and starts it once so that it recovers. */
async function bringToLife(restored: string, cluster: string): Promise<void> {
  chmodSync(restored, 0o711);
  const home = postgresHome(restored);
  moveInto(cluster, home.clusterDir);
  chmodSync(home.clusterDir, 0o700);
  giveTo(home.account, home.clusterDir);
  recordClusterDir(restored, home.clusterDir);
  const password = openSecrets(restored).postgresPassword;
  const port = await pickPort();
  const server = await startPostgres({ dataDir: restored, password, port, durable: true });
  await server.stop();
}

/** Read by the product: what happened after the backup was made is unknown to it. */
function markRestored(restored: string, { createdAt, version }: Manifest): void {
  const mark = { restoredAt: new Date().toISOString(), backupCreatedAt: createdAt, version };
  writeFileSync(path.join(restored, "restored.json"), `${JSON.stringify(mark)}\n`);
}

function moveAside(dataDir: string): string | undefined {
  if (!existsSync(dataDir)) return undefined;
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const aside = `${dataDir}.before-restore-${stamp}`;
  renameSync(dataDir, aside);
  return aside;
}
