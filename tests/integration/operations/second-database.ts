import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { inject } from "vitest";
import { disconnect } from "@/lib/db";
import { newId } from "@/lib/ids";
import { closeQueues } from "@/lib/jobs/enqueue";
import { fileOf } from "@/tests/setup/bundle";
import { databaseUrl, onServer } from "../../setup/database";

/** Another database of the same server, and an engine that works on it when told to. */
export interface SecondDatabase {
  read<T extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<T[]>;
  /** `hasty`: ten minutes of waiting pass in six tenths of a second. */
  startEngine(speed: "usual" | "hasty"): ChildProcess;
}

/** A copy of this test's database as it is now, as a backup would be. */
export async function copyDatabase(): Promise<SecondDatabase> {
  await closeQueues();
  await disconnect();
  const source = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
  const copy = `${source}_${newId("req").slice(-6)}`;
  const adminUrl = inject("adminUrl");
  await onServer(adminUrl, (client) =>
    client.query(`CREATE DATABASE "${copy}" TEMPLATE "${source}"`),
  );
  return open(databaseUrl(adminUrl, copy));
}

/** This test's own database, worked on by a process of its own. */
export function ownDatabase(): SecondDatabase {
  return open(process.env.DATABASE_URL ?? "");
}

function open(url: string): SecondDatabase {
  return {
    async read(statement, values = []) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(statement, values)).rows;
      } finally {
        await client.end();
      }
    },
    startEngine: (speed) =>
      fork(fileOf("tests/integration/operations/all-sweeps.ts"), {
        env: { ...process.env, DATABASE_URL: url, ...(speed === "hasty" && { PACE: "1000" }) },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      }),
  };
}

/** Ends an engine as a power cut would. */
export async function endEngine(engine: ChildProcess): Promise<void> {
  const ended = once(engine, "exit");
  engine.kill("SIGKILL");
  await ended;
}

/** Makes everything a database knows an hour older, as if it had lain in a drawer. */
export async function ageByAnHour({ read }: SecondDatabase): Promise<void> {
  const columns = await read<{ table: string; column: string }>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND c.data_type = 'timestamp with time zone' AND c.table_name NOT LIKE '\\_%'`,
  );
  for (const { table, column } of columns) {
    if (table === "offer") continue;
    await read(`UPDATE "${table}" SET "${column}" = "${column}" - interval '1 hour'`);
  }
}
