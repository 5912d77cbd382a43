import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";

const USUAL_PAGE = 20;
const LARGEST_PAGE = 200;

/** One page of a list, with links to the next and the last; links name the host the world has. */
export function paged<T>(name: string, rows: T[], call: TwinCall): Answer {
  const size = Math.min(numberOf(call, "per_page", USUAL_PAGE), LARGEST_PAGE);
  const page = numberOf(call, "page", 1);
  const last = Math.max(1, Math.ceil(rows.length / size));
  const link = (number: number) =>
    `https://api.digitalocean.com/v2${call.path}?page=${number}&per_page=${size}`;
  return json(200, {
    [name]: rows.slice((page - 1) * size, page * size),
    links: page < last ? { pages: { next: link(page + 1), last: link(last) } } : {},
    meta: { total: rows.length },
  });
}

function numberOf(call: TwinCall, name: string, usual: number): number {
  const value = Number(call.query.get(name) ?? usual);
  return Number.isInteger(value) && value > 0 ? value : usual;
}
