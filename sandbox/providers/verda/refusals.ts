import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

const codes: Readonly<Record<number, string>> = {
  400: "invalid_request",
  401: "unauthorized_request",
  402: "insufficient_funds",
  403: "forbidden_action",
  404: "not_found",
  503: "service_unavailable",
};

const body = (status: number, message: string) => ({
  code: codes[status] ?? "server_error",
  message,
});

/** A refusal as the API writes it: a code of its list and a text. */
export const fail = (status: number, message: string) => json(status, body(status, message));

/** How the real API words empty shelves is not known; these words are ours. */
export const noCapacity = () => fail(400, "Not enough resources at this location");

export const refusals: Refusals = { ...jsonRefusals(body), noCapacity };
