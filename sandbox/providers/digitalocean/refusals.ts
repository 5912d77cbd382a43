import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

const codes: Readonly<Record<number, string>> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "unprocessable_entity",
  429: "too_many_requests",
  503: "service_unavailable",
};

const body = (status: number, message: string) => ({
  id: codes[status] ?? "server_error",
  message,
  request_id: "4d9d8375-3c56-4925-a3e7-eb137fed17e9",
});

/** The error body of this API: a code, a sentence, and the request's id. */
export function fail(status: number, message: string): Answer {
  return json(status, body(status, message));
}

/** Wrong input, no capacity and a limit reached all come as this one status. */
export const refuse = (message: string) => fail(422, message);

export const missing = () => fail(404, "The resource you requested could not be found.");
export const noCapacity = () => refuse("Size is not available in this region.");

export const refusals: Refusals = {
  ...jsonRefusals(body),
  unauthorized: () => fail(401, "Unable to authenticate you"),
  forbidden: () => fail(403, "You are not authorized to perform this operation"),
  notFound: missing,
  noCapacity,
};
