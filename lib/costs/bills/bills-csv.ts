import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { listBills } from "@/lib/costs/bills/list-bills";
import { billsQuery } from "@/lib/costs/bills/query";
import type { BillRow } from "@/lib/costs/bills/types";
import { toCell } from "@/lib/format/csv-cell";
import { textStream } from "@/lib/text-stream";

const ROWS_AT_ONCE = 500;

const columns: readonly (readonly [name: string, read: (row: BillRow) => string | null])[] = [
  ["machine", (row) => row.machine],
  ["machine_id", (row) => row.deploymentId],
  ["provider", (row) => row.provider],
  ["provider_machine_id", (row) => row.instanceId],
  ["account", (row) => row.account],
  ["compared_at", (row) => row.comparedAt],
  ["counted_usd", (row) => row.counted],
  ["billed_usd", (row) => row.billed],
  ["difference_usd", (row) => row.difference],
  ["cause", (row) => row.cause],
];

export interface BillsCsvAsked {
  readonly list: string | null;
  /** Use that was not compared counts up to here. */
  readonly now: Date;
  readonly rowsAtOnce?: number;
}

/** The bills of a list as CSV (RFC 4180), read page by page. */
export function billsCsv(scope: TeamScope, asked: BillsCsvAsked): ReadableStream<Uint8Array> {
  requireRead(scope, "deployments.read");
  return textStream(partsOf(scope, asked));
}

async function* partsOf(
  scope: TeamScope,
  { list, now, rowsAtOnce = ROWS_AT_ONCE }: BillsCsvAsked,
): AsyncGenerator<string, undefined> {
  yield `${columns.map(([name]) => name).join(",")}\r\n`;
  let next: string | null = null;
  do {
    const query = billsQuery.parse({ list, after: next });
    const page = await listBills(scope, query, { now, limit: rowsAtOnce });
    next = page.next;
    if (page.rows.length > 0) yield page.rows.map(toLine).join("");
  } while (next !== null);
}

function toLine(row: BillRow): string {
  return `${columns.map(([, read]) => toCell(read(row))).join(",")}\r\n`;
}
