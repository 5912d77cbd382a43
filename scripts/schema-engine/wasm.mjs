import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

/** Instantiates the engine's WASM module; answers its bindings, ready for `SchemaEngine.new`. */
export async function loadSchemaEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: reportPanic };
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const file = path.join(path.dirname(entry), "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

function reportPanic(message) {
  process.stderr.write(`${JSON.stringify({ level: "ERROR", fields: { message } })}\n`);
}
