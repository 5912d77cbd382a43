import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

const reasons: Readonly<Record<number, string>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  405: "not_allowed",
  409: "already_exist",
  500: "server_error",
};

const body = (status: number, message: string) => ({
  status: false,
  message,
  error_reason: reasons[status] ?? "bad_request",
});

/** A refusal as the API writes it: a sentence, and the word of its kind, which is seldom exact. */
export const fail = (status: number, message: string): Answer =>
  json(status, body(status, message));

export const missing = () => fail(404, "The virtual machine does not exist.");

const plain = jsonRefusals(body);

/** The minute's limit is told without a time to wait. How empty shelves are worded is not known. */
export const refusals: Refusals = {
  ...plain,
  tooMany: () => plain.tooMany(null),
  broken: (status) => json(status, { message: "Internal Server Error" }),
  noCapacity: () => fail(400, "Not enough stock of this flavor in the region."),
};
