import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { pickPort } from "./ports";
import { recordedClusterDir } from "./postgres/home";
import { stopLeftoverServer } from "./postgres/leftover";
import { startPostgres } from "./postgres/start-postgres";
import { identify, isRunning } from "./process-table";
import { inRoot } from "./root";
import { takeHold } from "./running";

const parent = inRoot(".data", "test");
const ownerFile = "owner.json";
const owner = z.object({ pid: z.number(), began: z.string() });

/** A data folder that lives no longer than this process. */
export interface ThrowawayFolder {
  folder: string;
  remove(): void;
}

export function makeThrowawayFolder(label: string): ThrowawayFolder {
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const folder = mkdtempSync(path.join(parent, `${label}-`));
  // As for a real data folder: PostgreSQL may have to enter it as an account of its own.
  chmodSync(folder, 0o711);
  writeFileSync(path.join(folder, ownerFile), JSON.stringify(identify(process.pid)));
  return { folder, remove: () => removeFolder(folder) };
}

/** A PostgreSQL whose data are thrown away when it is stopped. */
export async function startThrowawayPostgres() {
  const { folder, remove } = makeThrowawayFolder("postgres");
  const password = randomBytes(24).toString("base64url");
  const port = await pickPort();
  const server = await startPostgres({ dataDir: folder, password, port, durable: false });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      remove();
    },
  };
}

/** Ends and removes what a killed test run left behind. */
export async function sweepThrowaways(): Promise<void> {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name);
    if (hasOwner(folder)) continue;
    // Taking hold ends the processes the owner had noted there.
    const hold = await takeHold(folder, "").catch(() => undefined);
    if (!hold) continue;
    const clusterDir = recordedClusterDir(folder) ?? path.join(folder, "postgres");
    await stopLeftoverServer(clusterDir);
    removeFolder(folder);
  }
}

function hasOwner(folder: string): boolean {
  try {
    return isRunning(owner.parse(JSON.parse(readFileSync(path.join(folder, ownerFile), "utf8"))));
  } catch {
    return false;
  }
}

/** The cluster may lie elsewhere, where PostgreSQL's account can enter. */
function removeFolder(folder: string): void {
  const clusterDir = existsSync(folder) ? recordedClusterDir(folder) : undefined;
  if (clusterDir) rmSync(clusterDir, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
