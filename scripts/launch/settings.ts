import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { inRoot } from "./root";

/** The person's own settings: the environment, and below it the .env file of the project. */
export function readSettings(): NodeJS.ProcessEnv {
  const file = inRoot(".env");
  const written = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  return { ...written, ...process.env };
}
