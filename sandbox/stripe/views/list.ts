import type { Wire } from "../object";

/** A list inside an object, whole. */
export function listInside(url: string, data: Wire[]): Wire {
  return { object: "list", data, has_more: false, url };
}
