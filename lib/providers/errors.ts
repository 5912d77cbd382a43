/** Closed list of what can go wrong at a provider. Everything an adapter throws is one of these. */
export const providerErrorKinds = [
  "invalid-key",
  "missing-right",
  "no-capacity",
  "no-balance",
  "quota",
  "rate-limited",
  "not-found",
  "conflict",
  "invalid-request",
  "transient",
  "ambiguous",
] as const;

export type ProviderErrorKind = (typeof providerErrorKinds)[number];

/**
 * A failed provider call. `detail` is the provider's own text with secrets removed and cut to
 * 500 characters: for people, never for decisions. `retryAfterMs` is set where the provider said so.
 * `isUnsent`: the request surely never reached the provider. `isUnmade`: the provider said that
 * nothing came of what an earlier request of the same call had asked for.
 */
export class ProviderError extends Error {
  readonly kind: ProviderErrorKind;
  readonly status: number | null;
  readonly detail: string;
  readonly retryAfterMs: number | null;
  readonly isUnsent: boolean;
  readonly isUnmade: boolean;

  constructor(
    kind: ProviderErrorKind,
    facts: {
      status?: number | null;
      detail?: string;
      retryAfterMs?: number | null;
      isUnsent?: boolean;
      isUnmade?: boolean;
    } = {},
  ) {
    super(`provider call failed: ${kind}`);
    this.name = "ProviderError";
    this.kind = kind;
    this.status = facts.status ?? null;
    this.detail = (facts.detail ?? "").slice(0, 500);
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.isUnsent = facts.isUnsent ?? false;
    this.isUnmade = facts.isUnmade ?? false;
  }
}

/** What a failed paid call means for the engine (RELIABILITY section 2, "Answers"). */
export type PaidCallVerdict = "refused" | "auth" | "unsent" | "ambiguous";

/**
 * Reads a failure as a verdict on a call that may have cost money. `refused` is safe to try
 * elsewhere; `unsent`: the very same call may be sent later; `ambiguous` means: look at the account
 * before trying again.
 */
export function paidCallVerdict({ kind, isUnsent }: FailureFacts): PaidCallVerdict {
  switch (kind) {
    case "no-capacity":
    case "no-balance":
    case "quota":
    case "invalid-request":
    case "not-found":
    case "conflict":
      return "refused";
    case "invalid-key":
    case "missing-right":
      return "auth";
    case "rate-limited":
    case "transient":
    case "ambiguous":
      return isUnsent ? "unsent" : "ambiguous";
    default:
      return kind satisfies never;
  }
}

interface FailureFacts {
  readonly kind: ProviderErrorKind;
  /** See `ProviderError`. */
  readonly isUnsent?: boolean;
}
