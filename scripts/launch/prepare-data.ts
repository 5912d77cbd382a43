import { step } from "../boot/progress.mjs";
import * as database from "./database";
import type { Settings } from "./settings";

export interface DataFacts {
  env: Settings;
  dataDir: string;
  databaseUrl: string;
  /** Tells one database from another in the notes of what was loaded into it. */
  databaseName: string;
}

/** Brings client, tables and reference data to this release; skips what is there already. */
export async function prepareData(facts: DataFacts): Promise<void> {
  const { env, dataDir, databaseUrl, databaseName } = facts;
  if (!database.isClientCurrent()) {
    await step("Generating the database client", () => database.generateClient(env));
  }
  if (!(await database.isMigrated(databaseUrl))) {
    await step("Bringing the database up to date", () => database.migrate(env));
  }
  if (!database.isSeeded(dataDir, databaseName)) {
    await step("Loading reference prices", () => database.seed(env, dataDir, databaseName));
  }
}
