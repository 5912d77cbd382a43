import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { fail } from "./refusals";

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 500;

/** One page of a list, with cursors in `meta.links`; an empty cursor means the end. */
export function paged<T>(name: string, rows: T[], call: TwinCall): Answer {
  const perPage = Number(call.query.get("per_page") ?? DEFAULT_PAGE);
  if (!Number.isInteger(perPage) || perPage < 1) return fail(400, "Invalid per_page value.");
  const size = Math.min(perPage, LARGEST_PAGE);
  const cursor = call.query.get("cursor") ?? "";
  const start = cursor === "" ? 0 : readCursor(cursor);
  if (start === undefined || start > rows.length) return fail(400, "Invalid cursor.");
  const next = start + size < rows.length ? writeCursor(start + size) : "";
  const prev = start > 0 ? writeCursor(Math.max(0, start - size)) : "";
  return json(200, {
    [name]: rows.slice(start, start + size),
    meta: { total: rows.length, links: { next, prev } },
  });
}

function writeCursor(start: number): string {
  return Buffer.from(`next__${start}`).toString("base64url");
}

function readCursor(cursor: string): number | undefined {
  const match = /^next__(\d+)$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  return match ? Number(match[1]) : undefined;
}
