import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { generateClient, isClientCurrent, migrate } from "@/scripts/launch/database";
import { makeThrowawayFolder, startThrowawayPostgres } from "@/scripts/launch/throwaway";
import { bundlePrograms } from "./bundle";

declare module "vitest" {
  interface ProvidedContext {
    /** Owner's login to the server's maintenance database. */
    adminUrl: string;
    /** Database with all migrations, from which each test file's own one is copied. */
    templateDatabase: string;
  }
}

/**
 * Gives the test files of a run one PostgreSQL with a migrated template database: the server named
 * by TEST_DATABASE_URL, whose other databases are left alone, or one of its own. Besides, the
 * programs they start, in a bundle each.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const own = given ? undefined : await startThrowawayPostgres();
  const adminUrl = own?.url("postgres") ?? given ?? "";
  const template = `computehub_test_${randomBytes(4).toString("hex")}`;
  await onServer(adminUrl, (client) => client.query(`CREATE DATABASE ${template}`));
  const env = { ...process.env, DATABASE_URL: databaseUrl(adminUrl, template) };
  if (!isClientCurrent()) await generateClient(env);
  await migrate(env);
  project.provide("adminUrl", adminUrl);
  project.provide("templateDatabase", template);
  const { folder, remove } = makeThrowawayFolder("programs");
  project.provide("programs", await bundlePrograms(folder));
  return async () => {
    remove();
    if (own) return own.stop();
    await onServer(adminUrl, (client) => dropAll(client, template));
  };
}

/** The login to another database of the same server. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs statements on the server itself. */
export async function onServer<T>(
  adminUrl: string,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

async function dropAll(client: pg.Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
    [prefix],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
}
