import { type Answer, json } from "../../wire/answer";
import { bearer } from "../account-keys";
import type { Refusals } from "../twin";

/** An RFC 9457 problem as the v2 API writes it. */
export function problem(status: number, title: string, detail: string, errors?: string[]): Answer {
  const body = errors ? { title, status, detail, errors } : { title, status, detail };
  return json(status, body, "application/problem+json");
}

export const badRequest = (detail: string) => problem(400, "Bad Request", detail);
export const conflict = (detail: string) => problem(409, "Conflict", detail);
export const notFound = (detail: string) => problem(404, "Not Found", detail);
export const noCapacity = () =>
  badRequest("There are no longer any instances available with the requested specifications.");
export const noBalance = () =>
  problem(402, "Payment Required", "account balance is too low to deploy this pod");
export const invalid = (errors: string[]) =>
  problem(422, "Unprocessable Entity", "Request validation failed.", errors);

const TITLES: Record<number, string> = {
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

export const refusals: Refusals = {
  unauthorized: (headers) =>
    problem(
      401,
      "Unauthorized",
      bearer(headers.authorization) === undefined ? "missing bearer token" : "invalid bearer token",
    ),
  forbidden: () => problem(403, "Forbidden", "access denied"),
  notFound: () => notFound("resource not found"),
  wrongMethod: (allowed) => ({
    ...problem(405, "Method Not Allowed", "method not allowed"),
    headers: { Allow: allowed.join(", ") },
  }),
  malformed: () => badRequest("request body is not valid JSON"),
  tooMany: (retryAfterS) => ({
    ...problem(429, "Too Many Requests", "rate limit exceeded for the minute window"),
    ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
  }),
  broken: (status) =>
    problem(status, TITLES[status] ?? "Internal Server Error", "upstream request failed"),
  noCapacity,
};
