import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** An API document as its publisher wrote it, JSON or YAML. */
export function readDocument(path: string): unknown {
  const text = readFileSync(path, "utf8");
  return path.endsWith(".json") ? JSON.parse(text) : parse(text);
}
