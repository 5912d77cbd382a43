import { type Answer, json } from "../../wire/answer";
import { plainRefusals } from "../plain-refusals";

const classes: Readonly<Record<number, string>> = {
  400: "Client::BadRequest",
  403: "Client::Forbidden",
  404: "Client::NotFound",
  429: "Client::TooManyRequests",
};

/** The error body of this API: a class and a sentence. */
export function fail(status: number, message: string): Answer {
  return json(status, { class: classes[status] ?? "Server::InternalServerError", message });
}

export const refusals = plainRefusals(fail);
