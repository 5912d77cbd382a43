import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

export type CsvRow = Readonly<Record<string, string>>;

/** Reads a CSV file (gzipped when its name ends in .gz) as one record per line, keyed by header. */
export function readCsv(path: string): CsvRow[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const [header = [], ...lines] = splitCsv(text);
  return lines.map((cells) =>
    Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])),
  );
}

/** Splits CSV text into rows of cells; quoted cells may hold commas, quotes and line breaks. */
function splitCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [whole, quoted, plain = "", end] = match;
    if (whole === "" && row.length === 0) break;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
