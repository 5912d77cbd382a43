import { step } from "../boot/progress.mjs";
import { forgetSeed } from "./database";
import type { Endings } from "./endings";
import { startPostgres } from "./postgres/start-postgres";
import { choosePort } from "./saved-ports";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

export interface DatabaseOptions {
  settings: Settings;
  dataDir: string;
  secrets: Secrets;
  durable: boolean;
}

/** A database that answers, and a name that tells it from any other this data folder may use. */
export interface OpenedDatabase {
  databaseUrl: string;
  databaseName: string;
}

/** The person's own PostgreSQL when DATABASE_URL names one, else the data folder's, started. */
export async function openDatabase(
  { settings, dataDir, secrets, durable }: DatabaseOptions,
  endings: Endings,
): Promise<OpenedDatabase> {
  if (settings.DATABASE_URL) {
    const { hostname, port, pathname } = new URL(settings.DATABASE_URL);
    return {
      databaseUrl: settings.DATABASE_URL,
      databaseName: `${hostname}:${port}${pathname}`,
    };
  }
  const port = await choosePort(dataDir, "postgres");
  const password = secrets.postgresPassword;
  const server = await step("Starting the database", () =>
    startPostgres({ dataDir, password, port, durable }),
  );
  endings.add(server.stop);
  if (server.created) forgetSeed(dataDir);
  return { databaseUrl: server.ownerUrl, databaseName: "own" };
}
