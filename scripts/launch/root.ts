import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** An absolute path inside the project. */
export function inRoot(...parts: string[]): string {
  return path.resolve(root, ...parts);
}
