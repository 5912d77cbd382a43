import { existsSync, readFileSync } from "node:fs";

/** The end of a log, indented for the terminal; empty when there is no log. */
export function lastLines(file: string, count: number): string {
  if (!existsSync(file)) return "";
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-count);
  return lines.map((line) => `    ${line}`).join("\n");
}
