import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { listSegments } from "@/lib/costs/list-segments";
import { segmentsQuery } from "@/lib/costs/segments-query";
import type { LedgerRow } from "@/lib/costs/types";
import { toCell } from "@/lib/format/csv-cell";
import { textStream } from "@/lib/text-stream";

const ROWS_AT_ONCE = 1000;

const columns: readonly (readonly [name: string, read: (row: LedgerRow) => string | null])[] = [
  ["machine", (row) => row.machine],
  ["machine_id", (row) => row.deploymentId],
  ["provider", (row) => row.provider],
  ["gpu", (row) => row.gpu],
  ["project", (row) => row.project],
  ["from", (row) => row.from],
  ["to", (row) => row.to],
  ["usd_per_hour", (row) => row.perHour],
  ["usd", (row) => row.cost],
];

export interface CsvAsked {
  readonly q: string;
  /** Stretches that go on count up to here. */
  readonly now: Date;
  readonly rowsAtOnce?: number;
}

/**
 * The stretches that a search finds as CSV (RFC 4180). A page of rows is read, in a transaction of
 * its own, when the reader has taken the one before, so that no more than one is held.
 */
export function segmentsCsv(scope: TeamScope, asked: CsvAsked): ReadableStream<Uint8Array> {
  requireRead(scope, "deployments.read");
  return textStream(partsOf(scope, asked));
}

async function* partsOf(
  scope: TeamScope,
  { q, now, rowsAtOnce = ROWS_AT_ONCE }: CsvAsked,
): AsyncGenerator<string, undefined> {
  yield `${columns.map(([name]) => name).join(",")}\r\n`;
  let next: string | null = null;
  do {
    const query = segmentsQuery.parse({ q, after: next });
    const page = await listSegments(scope, query, { now, limit: rowsAtOnce });
    next = page.next;
    if (page.rows.length > 0) yield page.rows.map(toLine).join("");
  } while (next !== null);
}

function toLine(row: LedgerRow): string {
  return `${columns.map(([, read]) => toCell(read(row))).join(",")}\r\n`;
}
