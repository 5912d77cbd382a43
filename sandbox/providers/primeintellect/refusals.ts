import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import type { Refusals } from "../twin";

/** A refusal in one sentence, as the framework behind the API writes it. */
export const fail = (status: number, detail: string): Answer => json(status, { detail });

/** A refusal that names what was wrong in the request. */
export const wrong = (status: number, param: string, details: string): Answer =>
  json(status, { errors: [{ param, details }] });

export const missing = () => fail(404, "Pod not found");

/** How the real API words empty shelves is not known; these words are ours. */
export const noCapacity = () => fail(400, "The requested configuration is no longer available");

export const refusals: Refusals = {
  ...jsonRefusals((_status, detail) => ({ detail })),
  unauthorized: () => fail(401, "Could not validate credentials"),
  forbidden: () => fail(403, "API key does not have the required permission"),
  malformed: () => wrong(422, "body", "JSON decode error"),
  noCapacity,
};
