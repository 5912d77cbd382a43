import type { Wire } from "../object";
import { invalid, noSuch } from "./problem";

export interface Paging {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

/** One page of a list, newest first. */
export function page<T extends { id: string }>(
  url: string,
  rows: T[],
  { limit = 10, starting_after: from, ending_before: until }: Paging,
  view: (row: T) => Wire,
): Wire {
  if (limit < 1 || limit > 100) {
    throw invalid("Invalid integer: limit must be between 1 and 100", "limit");
  }
  const place = (id: string, param: string) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index < 0) throw noSuch("object", id, param);
    return index;
  };
  if (until !== undefined) {
    const end = place(until, "ending_before");
    const start = Math.max(0, end - limit);
    return list(url, rows.slice(start, end).map(view), start > 0);
  }
  const start = from === undefined ? 0 : place(from, "starting_after") + 1;
  const data = rows.slice(start, start + limit).map(view);
  return list(url, data, start + limit < rows.length);
}

function list(url: string, data: Wire[], more: boolean): Wire {
  return { object: "list", data, has_more: more, url };
}
