import type { Answer } from "../wire/answer";
import type { Refusals } from "./twin";

/**
 * The refusals of a provider that words them all alike; `fail` writes its error body. A price list
 * has no room to run out of, so what has none is simply unavailable.
 */
export function plainRefusals(fail: (status: number, message: string) => Answer): Refusals {
  return {
    unauthorized: () => fail(401, "authentication is required"),
    forbidden: () => fail(403, "insufficient permissions"),
    notFound: () => fail(404, "resource is not found"),
    wrongMethod: (allowed) => ({
      ...fail(405, "method is not allowed"),
      headers: { Allow: allowed.join(", ") },
    }),
    malformed: () => fail(400, "the body is no JSON"),
    tooMany: (retryAfterS) => ({
      ...fail(429, "too many requests"),
      ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
    }),
    broken: (status) => fail(status, "internal error"),
    noCapacity: () => fail(503, "temporarily unavailable"),
  };
}
