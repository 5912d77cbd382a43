import { onTestFinished } from "vitest";
import { pickPort } from "@/scripts/launch/ports";
import { startPostgres } from "@/scripts/launch/postgres/start-postgres";
import { openSecrets } from "@/scripts/launch/secrets";
import { makeThrowawayFolder } from "@/scripts/launch/throwaway";
import { markWorld, openDataDir } from "@/scripts/launch/world";

/** A data folder as after a first start of the sandbox world, removed with the test. */
export function makeWorldFolder(): string {
  const { folder, remove } = makeThrowawayFolder("launcher");
  onTestFinished(remove);
  openDataDir(folder, "sandbox");
  openSecrets(folder);
  markWorld(folder, "sandbox");
  return folder;
}

/** Starts the folder's PostgreSQL; it is stopped with the test unless that stopped it. */
export async function startDatabaseOf(dataDir: string) {
  const password = openSecrets(dataDir).postgresPassword;
  const port = await pickPort();
  const server = await startPostgres({ dataDir, password, port, durable: false });
  onTestFinished(server.stop);
  return server;
}
