import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { PassThrough, pipeline, type Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { BrokenFile } from "./broken-file";
import { type Cells, type TableKind, tableKindOf } from "./tables";

/** A row with the line it ends on; `null` cells where it has not as many as the header. */
export interface TableRow {
  readonly line: number;
  readonly cells: Cells | null;
}

export interface Table {
  readonly kind: TableKind;
  /** The rows in the file's order, some hundred at a time. */
  readonly chunks: AsyncIterable<readonly TableRow[]>;
}

/** How much of the file has been read, in bytes as they lie on the disk. */
export type OnProgress = (done: number, all: number) => void;

/** Rows by the header's names, some hundred at a time. */
export interface NamedRows {
  readonly header: readonly string[];
  readonly chunks: AsyncIterable<readonly TableRow[]>;
}

/**
 * Opens a table of a known kind. Throws `BrokenFile` for a header of none and, on the way, as
 * `openRows` does.
 */
export async function openTable(path: string, onProgress: OnProgress): Promise<Table> {
  const { header, chunks } = await openRows(path, onProgress);
  return { kind: tableKindOf(header), chunks };
}

/**
 * Opens a CSV file, plain or gzipped, and reads it part by part, never as a whole. Throws
 * `BrokenFile` for what is no CSV or no whole gzip.
 */
export async function openRows(path: string, onProgress: OnProgress): Promise<NamedRows> {
  const { size } = await stat(path).catch(() => {
    throw new BrokenFile(`There is no file ${path}.`);
  });
  const bytes = createReadStream(path);
  const text = pipeline(bytes, (await isGzip(path)) ? createGunzip() : new PassThrough(), () => {});
  const parsed = parseChunks(text, () => onProgress(bytes.bytesRead, size));
  for (;;) {
    const { value: first, done } = await parsed.next();
    if (done) throw new BrokenFile(`The file ${path} is empty.`);
    const [head, ...rest] = first;
    if (!head) continue;
    const header = head.record;
    return { header, chunks: namedChunks(header, rest, parsed) };
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** No row of a price list comes near; a quote left open would gather the rest of the file. */
const MOST_ROW_BYTES = 1_048_576;

interface ParsedRecord {
  readonly record: readonly string[];
  readonly line: number;
}

/** What each piece of text holds of whole records: the parser hands them over as it is written to. */
async function* parseChunks(
  text: Readable,
  tellProgress: () => void,
): AsyncGenerator<readonly ParsedRecord[]> {
  let records: ParsedRecord[] = [];
  let failure: Error | undefined;
  const parser = parse({
    bom: true,
    max_record_size: MOST_ROW_BYTES,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record(record: readonly string[], { lines }) {
      records.push({ record, line: lines });
      return null;
    },
  });
  // Watched from the start: a failure is told after the write that brought it, even after the last.
  const ended = finished(parser, { readable: false }).catch((error: Error) => {
    failure = error;
  });
  const take = () => {
    if (failure) throw new BrokenFile(`It is no CSV: ${failure.message}.`);
    tellProgress();
    const taken = records;
    records = [];
    return taken;
  };
  for await (const piece of readWhole(text)) {
    parser.write(piece);
    yield take();
  }
  parser.end();
  await ended;
  yield take();
}

async function* readWhole(text: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const piece of text) yield piece;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) {
      throw new BrokenFile(`It is no whole gzip file: ${error.message}.`);
    }
    throw error;
  }
}

async function* namedChunks(
  header: readonly string[],
  first: readonly ParsedRecord[],
  rest: AsyncIterable<readonly ParsedRecord[]>,
): AsyncGenerator<readonly TableRow[]> {
  const toRow = ({ record, line }: ParsedRecord) => ({ line, cells: toCells(header, record) });
  yield first.map(toRow);
  for await (const records of rest) yield records.map(toRow);
}

function toCells(header: readonly string[], record: readonly string[]): Cells | null {
  if (record.length !== header.length) return null;
  const cells: Record<string, string> = {};
  for (const [at, name] of header.entries()) cells[name] = record[at] ?? "";
  return cells;
}
