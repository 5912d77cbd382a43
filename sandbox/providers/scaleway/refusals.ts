import { type Answer, json } from "../../wire/answer";
import type { Refusals } from "../twin";

/** The error body of this API: a type that names the kind of refusal, a sentence, and details. */
export function fail(
  status: number,
  type: string,
  message: string,
  more: Record<string, unknown> = {},
): Answer {
  return json(status, { type, message, ...more });
}

/** What a right is missing for. */
export const denied = (resource: string, action: string) =>
  fail(403, "permissions_denied", "insufficient permissions", { details: [{ resource, action }] });

export const unknownServer = (id: string) =>
  fail(404, "unknown_resource", `Instance "${id}" not found`);

export const unknownVolume = (id: string) =>
  fail(404, "not_found", "resource is not found", { resource: "volume", resource_id: id });

export const wrongArgument = (name: string, help: string) =>
  fail(400, "invalid_arguments", "invalid argument(s)", {
    details: [{ argument_name: name, reason: "constraint", help_message: help }],
  });

export const outOfStock = (resource: string) =>
  fail(412, "out_of_stock", "resource is out of stock", { resource });

export const refusals: Refusals = {
  unauthorized: () =>
    fail(401, "denied_authentication", "authentication is denied", {
      method: "api_key",
      reason: "not_found",
    }),
  forbidden: () => denied("compute_servers", "write"),
  notFound: () => fail(404, "unknown_resource", "resource is not found"),
  wrongMethod: (allowed) => ({
    ...fail(405, "method_not_allowed", "method is not allowed"),
    headers: { Allow: allowed.join(", ") },
  }),
  malformed: () => fail(400, "invalid_request_error", "the body is no JSON"),
  tooMany: (retryAfterS) => ({
    ...fail(429, "too_many_requests", "too many requests"),
    ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
  }),
  broken: (status) => fail(status, "internal", "internal error"),
  noCapacity: () => outOfStock("compute_server"),
};
