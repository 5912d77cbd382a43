import { type Answer, json } from "../../wire/answer";
import type { Refusals } from "../twin";

/** The error body of this API: one sentence and the status again. */
export function fail(status: number, error: string): Answer {
  return json(status, { error, status });
}

export const refusals: Refusals = {
  unauthorized: () => fail(401, "Invalid API token."),
  forbidden: () => fail(403, "Forbidden."),
  notFound: () => fail(404, "Not found."),
  wrongMethod: (allowed) => ({
    ...fail(405, "Method not allowed."),
    headers: { Allow: allowed.join(", ") },
  }),
  malformed: () => fail(400, "Invalid JSON."),
  tooMany: (retryAfterS) => ({
    ...fail(429, "Rate limit exceeded."),
    ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
  }),
  broken: (status) => fail(status, "Internal server error."),
  noCapacity: () => fail(400, "This plan is not available in the selected region."),
};
