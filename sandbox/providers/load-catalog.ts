import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { z } from "zod";

/** Reads `catalog.json` beside a twin and checks its shape; throws when a fact is missing. */
export function loadCatalog<T>(moduleUrl: string, schema: z.ZodType<T>): T {
  const path = fileURLToPath(new URL("catalog.json", moduleUrl));
  return schema.parse(JSON.parse(readFileSync(path, "utf8")));
}
