import { type Answer, json } from "../../wire/answer";
import { plainRefusals } from "../plain-refusals";

/** The error body of this API. */
export function fail(status: number, message: string): Answer {
  return json(status, {
    Error: { Code: status === 400 ? "BadRequest" : String(status), Message: message },
  });
}

export const refusals = plainRefusals(fail);
