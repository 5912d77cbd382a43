export const errorCodes = [
  "unauthenticated",
  "forbidden",
  "not-found",
  "invalid",
  "conflict",
  "limit-reached",
  "feature-locked",
  "rate-limited",
  "provider",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * The one error type of the product. `reason` names the sentence shown to people: a key under
 * `errors` in the messages, with `values` filled in. `fields` maps input fields to such keys.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly fields: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    reason: string = code,
    facts: {
      values?: Readonly<Record<string, string | number>>;
      fields?: Readonly<Record<string, string>>;
      cause?: unknown;
    } = {},
  ) {
    super(`${code}: ${reason}`, { cause: facts.cause });
    this.name = "AppError";
    this.code = code;
    this.reason = reason;
    this.values = facts.values ?? {};
    this.fields = facts.fields ?? {};
  }
}
