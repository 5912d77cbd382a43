import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { inRoot } from "@/scripts/launch/root";
import { runTool, tools } from "@/scripts/launch/tools";
import { databaseUrl, onServer } from "@/tests/setup/database";
import { insert, readAll, type Tables, tablesOf } from "./plain-rows";

const migrationsDir = inRoot("prisma/migrations");

/** The names of all migrations, oldest first. */
export function allMigrations(): string[] {
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/**
 * Puts the test's database back to these migrations, filled with the rows it has now as far as
 * that release knew them. Answers what that release knew. Nobody may be connected.
 */
export async function goBackTo(migrations: readonly string[]): Promise<Tables> {
  const here = process.env.DATABASE_URL ?? "";
  const name = new URL(here).pathname.slice(1);
  const [admin, older] = [inject("adminUrl"), `${name}_older`];
  await onServer(admin, (server) => server.query(`CREATE DATABASE ${older}`));
  await migrateOnlyTo(migrations, databaseUrl(admin, older));
  const tables = await copyRows(here, databaseUrl(admin, older));
  await onServer(admin, async (server) => {
    await server.query(`DROP DATABASE ${name}`);
    await server.query(`ALTER DATABASE ${older} RENAME TO ${name}`);
  });
  return tables;
}

async function migrateOnlyTo(migrations: readonly string[], url: string): Promise<void> {
  const folder = path.join(process.env.DATA_DIR ?? "", `release-${migrations.length}`);
  mkdirSync(folder);
  for (const name of [...migrations, "migration_lock.toml"]) {
    cpSync(path.join(migrationsDir, name), path.join(folder, "migrations", name), {
      recursive: true,
    });
  }
  const config = path.join(folder, "prisma.config.mjs");
  const facts = {
    schema: inRoot("prisma/schema.prisma"),
    migrations: { path: path.join(folder, "migrations") },
    datasource: { url },
  };
  writeFileSync(config, `export default ${JSON.stringify(facts)};\n`);
  await runTool({
    args: [...tools.prisma, "migrate", "deploy", "--config", config],
    env: { ...process.env, DATABASE_URL: url },
    failure: "The earlier release's database could not be made.",
  });
}

/** Past references and triggers, since the rows come in no order. */
async function copyRows(fromUrl: string, toUrl: string): Promise<Tables> {
  const [from, to] = [fromUrl, toUrl].map((url) => new pg.Client({ connectionString: url }));
  if (!from || !to) throw new Error("no databases");
  await Promise.all([from.connect(), to.connect()]);
  try {
    const tables = await tablesOf(to);
    await to.query("SET session_replication_role = replica");
    for (const [table, columns] of tables) {
      await to.query(`DELETE FROM "${table}"`);
      for (const row of await readAll(from, table, columns)) await insert(to, table, row);
    }
    return tables;
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
}
