import pg from "pg";
import { connectionOf } from "./connection.mjs";

const codeOf = { "3D000": "P1003", ECONNREFUSED: "P1001", ENOTFOUND: "P1001" };

/**
 * Answers the CLI's `can-connect-to-database` and `create-database`: 0 when it worked, 1 with a
 * Prisma error code as a JSON line on stderr when not.
 */
export async function runDatabaseCommand(command, url) {
  const { schema: _schema, ...connection } = connectionOf(url);
  const creates = command === "create-database";
  // The CLI treats a silent stderr as an engine that never started.
  process.stderr.write("{}\n");
  const client = new pg.Client(creates ? { ...connection, database: "postgres" } : connection);
  try {
    await client.connect();
    if (creates) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(connection.database)}`);
    }
    return 0;
  } catch (error) {
    report(codeOf[error.code] ?? "P1000", error.message);
    return 1;
  } finally {
    await client.end().catch(() => {});
  }
}

function report(errorCode, message) {
  const fields = { error_code: errorCode, message };
  const line = { level: "ERROR", target: "schema_engine::logger", fields };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
