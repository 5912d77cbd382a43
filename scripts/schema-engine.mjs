#!/usr/bin/env node
/**
 * Stands where the Prisma CLI expects its native schema engine and answers the same JSON-RPC lines
 * from the WASM build of that engine, so that no binary is fetched at run time.
 * The CLI starts it either as `cli <command> --datasource <json>` or as a line server on stdin.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { connectionOf } from "./schema-engine/connection.mjs";
import { runDatabaseCommand } from "./schema-engine/database-command.mjs";
import { MigrationAdapterFactory } from "./schema-engine/migration-adapter.mjs";
import { loadSchemaEngine } from "./schema-engine/wasm.mjs";

const args = process.argv.slice(2);
const datasource = JSON.parse(valuesOf("--datasource")[0] ?? "{}");

if (args.includes("cli")) {
  process.exit(await runDatabaseCommand(args[args.indexOf("cli") + 1], datasource.url));
}
await serve();
process.exit(0);

async function serve() {
  let engine;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === "") continue;
    const { id, method, params } = JSON.parse(line);
    try {
      engine ??= await createEngine();
      reply({ id, result: (await engine[engineMethod(method)](params)) ?? {} });
    } catch (error) {
      reply({ id, error: rpcError(error) });
    }
  }
}

async function createEngine() {
  const datamodels = valuesOf("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
  const factory = new MigrationAdapterFactory(connectionOf(datasource.url));
  const { SchemaEngine } = await loadSchemaEngine();
  return SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/** The native protocol and the WASM class differ in one name. */
function engineMethod(method) {
  return method === "getDatabaseVersion" ? "version" : method;
}

function rpcError(error) {
  return {
    code: 4466,
    message: "error",
    data: {
      is_panic: false,
      message: error.message ?? String(error),
      error_code: error.code,
      meta: error.meta ?? {},
    },
  };
}

function reply(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function valuesOf(flag) {
  return args.flatMap((arg, index) => (arg === flag ? [args[index + 1]] : []));
}
