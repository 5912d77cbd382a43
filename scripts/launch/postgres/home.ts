import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "../refusal";
import { type Account, accountFor, canEnter } from "./account";
import { copyBinaries, packagedBinaries } from "./binaries";

/** Where one data folder's PostgreSQL lives, and whom it runs as. */
export interface PostgresHome {
  native: string;
  clusterDir: string;
  account: Account;
}

const record = z.object({ clusterDir: z.string() });

/**
 * Finds or chooses the place of a data folder's cluster: inside the folder, or under /var/tmp when
 * PostgreSQL's account cannot enter the folder (a project below /root). The choice is written down
 * with the first finished cluster, so a later change of rights never leads to a second, empty one.
 */
export function postgresHome(dataDir: string): PostgresHome {
  const recorded = recordedClusterDir(dataDir);
  const inside = path.join(dataDir, "postgres");
  const account = accountFor(recorded ?? inside);
  const packaged = packagedBinaries();
  const clusterDir = recorded ?? (canEnter(dataDir, account) ? inside : awayFrom(dataDir));
  const native = canEnter(packaged, account) ? packaged : copyBinaries(packaged, privateFolder());
  return { native, clusterDir, account };
}

/** The cluster folder this data folder was first given; undefined before the first start. */
export function recordedClusterDir(dataDir: string): string | undefined {
  const file = recordFile(dataDir);
  if (!existsSync(file)) return undefined;
  const { clusterDir } = record.parse(JSON.parse(readFileSync(file, "utf8")));
  return path.resolve(dataDir, clusterDir);
}

/** Written relative while inside the data folder, so that the folder may be moved as a whole. */
export function recordClusterDir(dataDir: string, clusterDir: string): void {
  const relative = path.relative(dataDir, clusterDir);
  const place = relative.startsWith("..") ? clusterDir : relative;
  writeFileSync(recordFile(dataDir), `${JSON.stringify({ clusterDir: place })}\n`);
}

/** Moves a folder, also to another file system. */
export function moveInto(folder: string, place: string): void {
  try {
    renameSync(folder, place);
  } catch {
    cpSync(folder, place, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

function recordFile(dataDir: string): string {
  return path.join(dataDir, "postgres.json");
}

function awayFrom(dataDir: string): string {
  const stamp = `${path.resolve(dataDir)}:${process.hrtime.bigint()}`;
  return path.join(privateFolder(), `cluster-${digest(stamp)}`);
}

function privateFolder(): string {
  const folder = path.join("/var/tmp", `computehub-${digest(process.cwd())}`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o711 });
  const stat = lstatSync(folder);
  const others = stat.mode & 0o022;
  if (!stat.isDirectory() || stat.uid !== process.getuid?.() || others !== 0) {
    throw new Refusal(
      `The folder ${folder} belongs to somebody else or is open to others, so no database is kept there. Remove it and start again.`,
    );
  }
  return folder;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
