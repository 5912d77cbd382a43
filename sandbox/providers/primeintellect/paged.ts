import { type Answer, json } from "../../wire/answer";
import type { TwinCall } from "../twin";
import { wrong } from "./refusals";

const USUAL = 100;

/** One page of what an account has, as every list of its own things is answered. */
export function paged<T>(rows: T[], { query }: TwinCall, view: (row: T) => unknown): Answer {
  const offset = Number(query.get("offset") ?? 0);
  const limit = Number(query.get("limit") ?? USUAL);
  if (![offset, limit].every((one) => Number.isInteger(one) && one >= 0)) {
    return wrong(422, "offset", "Input should be a valid integer");
  }
  const data = rows.slice(offset, offset + limit).map(view);
  return json(200, { total_count: rows.length, offset, limit, data, status: "success" });
}
