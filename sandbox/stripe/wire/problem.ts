import { type Answer, json } from "../../wire/answer";

interface ErrorBody {
  type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
}

/** A refusal of the API, thrown where it is found out and answered by the route. */
export class StripeProblem extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
  ) {
    super(body.message);
  }

  get answer(): Answer {
    return json(this.status, { error: this.body });
  }
}

/** 400: the request makes no sense; `param` is written as in the form, `items[0][price]`. */
export function invalid(message: string, param?: string, code?: string): StripeProblem {
  return new StripeProblem(400, {
    type: "invalid_request_error",
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });
}

/** A thing that is not there: 404 where it was asked for itself, 400 where a parameter names it. */
export function noSuch(what: string, id: string, param = "id"): StripeProblem {
  return new StripeProblem(param === "id" ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param,
  });
}

/** 402: the bank said no, or wants the cardholder. */
export function cardError(
  decline: { code: string; declineCode: string | null; message: string },
  paymentIntent?: unknown,
): StripeProblem {
  return new StripeProblem(402, {
    type: "card_error",
    code: decline.code,
    message: decline.message,
    ...(decline.declineCode === null ? {} : { decline_code: decline.declineCode }),
    ...(paymentIntent === undefined ? {} : { payment_intent: paymentIntent }),
  });
}
