import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { wrongArgument } from "./refusals";

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 100;

/** One page of a list; how many there are on all pages is in a header. */
export function paged<T>(name: string, rows: T[], call: TwinCall): Answer {
  const size = Number(call.query.get("per_page") ?? DEFAULT_PAGE);
  const page = Number(call.query.get("page") ?? 1);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) {
    return wrongArgument("per_page", "must be from 1 to 100");
  }
  const start = (page - 1) * size;
  return {
    ...json(200, { [name]: rows.slice(start, start + size) }),
    headers: { "X-Total-Count": String(rows.length) },
  };
}
