import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pickPort } from "@/scripts/launch/ports";
import { startPostgres } from "@/scripts/launch/postgres/start-postgres";
import { inRoot } from "@/scripts/launch/root";

/** A data folder for one test run, removed by `remove`. */
export function makeThrowawayFolder(label: string): { folder: string; remove(): void } {
  const parent = inRoot(".data", "test");
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const folder = mkdtempSync(path.join(parent, `${label}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A PostgreSQL whose data are thrown away when it is stopped. */
export async function startThrowawayPostgres() {
  const { folder, remove } = makeThrowawayFolder("postgres");
  const password = "only-for-data-that-are-thrown-away";
  const server = await startPostgres({
    dataDir: folder,
    password,
    port: await pickPort(),
    durable: false,
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(server.clusterDir, { recursive: true, force: true });
      remove();
    },
  };
}
