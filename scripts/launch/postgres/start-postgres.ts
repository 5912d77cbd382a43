import path from "node:path";
import { ensureCluster } from "./cluster";
import { postgresHome } from "./home";
import { stopLeftoverServer } from "./leftover";
import { ensureDatabase, type PostgresServer, startServer } from "./server";

export const databaseName = "computehub";

export interface PostgresOptions {
  dataDir: string;
  password: string;
  port: number;
  durable: boolean;
}

/**
 * The data folder's own PostgreSQL, made on the first start, running and with its database;
 * `ownerUrl` is the login the product uses.
 */
export async function startPostgres(
  options: PostgresOptions,
): Promise<PostgresServer & { created: boolean; clusterDir: string; ownerUrl: string }> {
  const { dataDir, password, port, durable } = options;
  const home = postgresHome(dataDir);
  await stopLeftoverServer(home.clusterDir);
  const created = (await ensureCluster(dataDir, home, password)) === "created";
  const logFile = path.join(dataDir, "logs", "postgres.log");
  const server = await startServer({ home, logFile, password, port, durable });
  const { owner } = await ensureDatabase(server, databaseName, password);
  const ownerUrl = new URL(server.url(databaseName));
  ownerUrl.username = owner;
  return { ...server, created, clusterDir: home.clusterDir, ownerUrl: ownerUrl.href };
}
