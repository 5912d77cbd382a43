import { json } from "../wire/answer";
import type { Refusals } from "./twin";

/** The refusals of an API that says each with its own status and one shape of JSON body. */
export function jsonRefusals(body: (status: number, text: string) => unknown): Refusals {
  const fail = (status: number, text: string) => json(status, body(status, text));
  return {
    unauthorized: () => fail(401, "Invalid API key"),
    forbidden: () => fail(403, "Forbidden"),
    notFound: () => fail(404, "Not found"),
    wrongMethod: (allowed) => ({
      ...fail(405, "Method not allowed"),
      headers: { Allow: allowed.join(", ") },
    }),
    malformed: () => fail(400, "Malformed request body"),
    tooMany: (retryAfterS) => ({
      ...fail(429, "Too many requests"),
      ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
    }),
    broken: (status) => fail(status, "Internal server error"),
    noCapacity: () => fail(409, "No capacity"),
  };
}
