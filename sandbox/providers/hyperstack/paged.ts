import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";

const USUAL_PAGE = 10;
const LARGEST_PAGE = 100;

/** One page of a list, oldest first, with the number of all rows. */
export function paged<T>(name: string, message: string, rows: T[], call: TwinCall): Answer {
  const size = Math.min(numberOf(call, "pageSize", USUAL_PAGE), LARGEST_PAGE);
  const page = numberOf(call, "page", 1);
  return json(200, {
    status: true,
    message,
    page,
    page_size: size,
    count: rows.length,
    [name]: rows.slice((page - 1) * size, page * size),
  });
}

function numberOf(call: TwinCall, name: string, usual: number): number {
  const value = Number(call.query.get(name) ?? usual);
  return Number.isInteger(value) && value > 0 ? value : usual;
}
