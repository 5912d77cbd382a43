import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

const codes: Readonly<Record<number, string>> = {
  400: "bad_request",
  401: "bad_credential",
  403: "unauthorized",
  404: "not_found",
  429: "too_many_requests",
};

const body = (status: number, message: string) => ({
  code: codes[status] ?? "internal_error",
  message,
});

/** A refusal as the API writes it. */
export const fail = (status: number, message: string) => json(status, body(status, message));

/** What a call about more than there may be is answered with; the words are ours. */
export const overQuota = () =>
  json(400, { code: "quota_exceeded", message: "project quota exceeded" });

export const refusals: Refusals = {
  ...jsonRefusals(body),
  noCapacity: () => json(400, { code: "out_of_stock", message: "out of stock" }),
};
