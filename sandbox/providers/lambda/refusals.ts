import { type Answer, json } from "../../wire/answer";
import type { Refusals } from "../twin";

/** The error envelope: a code of the closed list, a message, at times a suggestion. */
export function fail(status: number, code: string, message: string, suggestion?: string): Answer {
  const error = suggestion === undefined ? { code, message } : { code, message, suggestion };
  return json(status, { error });
}

export const invalid = (message: string) => fail(400, "global/invalid-parameters", message);
export const noInstance = () =>
  fail(404, "global/object-does-not-exist", "Specified instance does not exist.");
export const noObject = (message: string) =>
  fail(404, "global/object-does-not-exist", message, "Check that the resource exists.");
export const noCapacity = () =>
  fail(
    400,
    "instance-operations/launch/insufficient-capacity",
    "Not enough capacity to fulfill launch request.",
    "Choose an instance type with more availability, or try again later.",
  );
export const quotaExceeded = () =>
  fail(400, "global/quota-exceeded", "Quota exceeded.", "Contact Support to increase your quota.");
export const inactive = () =>
  fail(
    403,
    "global/account-inactive",
    "Your account is inactive.",
    "Make sure you have verified your email address and have a valid payment method. Contact Support if problems continue.",
  );
export const badAddress = () =>
  fail(
    403,
    "global/invalid-address",
    "Your billing address is invalid.",
    "Make sure your billing address is valid. Contact Support if problems continue.",
  );
export const conflict = () =>
  fail(409, "global/conflict", "The request conflicts with the current state of the resource.");

export const refusals: Refusals = {
  unauthorized: () =>
    fail(
      401,
      "global/invalid-api-key",
      "API key was invalid, expired, or deleted.",
      "Check your API key or create a new one, then try again.",
    ),
  forbidden: inactive,
  notFound: () => fail(404, "global/not-found", "The requested resource was not found."),
  wrongMethod: (allowed) => ({
    ...fail(405, "global/method-not-allowed", "Method not allowed."),
    headers: { Allow: allowed.join(", ") },
  }),
  malformed: () => invalid("Invalid request data."),
  tooMany: (retryAfterS) => ({
    ...fail(429, "global/too-many-requests", "Too many requests. Slow down and try again."),
    ...(retryAfterS === null ? {} : { headers: { "Retry-After": String(retryAfterS) } }),
  }),
  broken: (status) => fail(status, "global/internal-error", "An unexpected error occurred."),
  noCapacity,
};
