import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { inTeam } from "@/lib/db";
import { type CsvValue, toCell } from "@/lib/format/csv-cell";
import { stateOf, whereOf } from "@/lib/incidents/queries";
import { readRows } from "@/lib/incidents/read-rows";
import type { IncidentsQuery } from "@/lib/incidents/schema";
import type { IncidentRow } from "@/lib/incidents/types";
import { textStream } from "@/lib/text-stream";

const ROWS_AT_ONCE = 500;

const columns: readonly (readonly [name: string, read: (row: IncidentRow) => CsvValue])[] = [
  ["incident", (row) => row.id],
  ["cause", (row) => row.cause],
  ["name", (row) => row.name],
  ["provider", (row) => row.providerId],
  ["region", (row) => row.region],
  ["fault", (row) => row.fault],
  ["machines", (row) => row.machines],
  ["first_bad", (row) => row.badSince],
  ["detected", (row) => row.detectedAt],
  ["acknowledged", (row) => row.acknowledgedAt],
  ["repair_started", (row) => row.repairBeganAt],
  ["recovered", (row) => row.endedAt],
  ["seconds_to_detect", (row) => secondsTo(row, row.detectedAt)],
  ["seconds_to_repair", (row) => secondsTo(row, row.repairBeganAt)],
  ["seconds_to_recover", (row) => secondsTo(row, row.endedAt)],
];

/**
 * The incidents that a search finds as CSV (RFC 4180), each with how long it took from its first bad
 * sample (MTTD and MTTR are the means of those columns). A page is read when the reader has taken
 * the one before.
 */
export function incidentsCsv(
  scope: TeamScope,
  query: IncidentsQuery,
  rowsAtOnce = ROWS_AT_ONCE,
): ReadableStream<Uint8Array> {
  requireRead(scope, "deployments.read");
  return textStream(partsOf(scope.team.id, query, rowsAtOnce));
}

async function* partsOf(
  teamId: string,
  query: IncidentsQuery,
  limit: number,
): AsyncGenerator<string, undefined> {
  yield `${columns.map(([name]) => name).join(",")}\r\n`;
  const where = { ...whereOf(teamId, query), ...stateOf(query) };
  for (let offset = 0; ; offset += limit) {
    const rows = await inTeam(teamId, (tx) => readRows(tx, { where, offset, limit }));
    if (rows.length > 0) yield rows.map(toLine).join("");
    if (rows.length < limit) return;
  }
}

function toLine(row: IncidentRow): string {
  return `${columns.map(([, read]) => toCell(read(row))).join(",")}\r\n`;
}

function secondsTo({ badSince }: IncidentRow, at: string | null): number | null {
  return at === null ? null : Math.round((Date.parse(at) - Date.parse(badSince)) / 1_000);
}
