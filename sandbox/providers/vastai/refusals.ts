import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

export const refuse = (status: number, error: string, msg: string, more: object = {}): Answer =>
  json(status, { success: false, error, msg, ...more });

export const invalidArgs = (msg: string) => refuse(400, "invalid_args", msg);
export const noSuchInstance = () => refuse(404, "no_such_instance", "Instance not found");
export const notAllowed = () => refuse(403, "not_authorized", "The key lacks the right for this");
export const noCredit = () =>
  refuse(400, "insufficient_credit", "Your account lacks credit; see the billing page.");
export const twoFactor = () =>
  refuse(401, "auth_error", "This action requires Two Factor Authentication");

/** An ask that nobody knows, or that somebody else has by now. */
export const noSuchAsk = (status: 404 | 410, id: number) =>
  status === 404
    ? refuse(404, "invalid_args", `error 404/3603: no_such_ask Ask ${id} is not available.`, {
        ask_id: id,
      })
    : refuse(410, "no_such_ask", `error 410/3907: no_such_ask Ask ${id} is no longer available.`, {
        ask_id: id,
      });

const plain = jsonRefusals((_status, msg) => ({ success: false, error: "error", msg }));

/** A wrong key is a 404, and being too quick is told in plain text, without a time to wait. */
export const refusals: Refusals = {
  ...plain,
  unauthorized: () => refuse(404, "auth_error", "Invalid user key"),
  forbidden: notAllowed,
  notFound: () => refuse(404, "not_found", "Not found"),
  malformed: () => json(400, { error: "invalid_request", msg: "Invalid json body" }),
  tooMany: () => ({
    status: 429,
    text: "API requests too frequent: endpoint threshold=2.0",
    type: "text/plain",
  }),
  noCapacity: () => noSuchAsk(410, 0),
};
