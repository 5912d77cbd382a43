import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { inRoot } from "./root";

/** Named texts a process is started with. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** The person's own settings: the environment, and below it the .env file of the project. */
export function readSettings(): Settings {
  const file = inRoot(".env");
  const written = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  return { ...written, ...process.env };
}
