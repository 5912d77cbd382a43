import type { PaidTier } from "@/lib/billing/plans";
import type { ErrorCode } from "@/lib/errors";

/** What every server action answers: an expected refusal is a value. */
export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: ActionError };

export interface ActionError {
  readonly code: ErrorCode;
  /** The closed word behind the sentence, for screens that react to one of them. */
  readonly reason: string;
  /** A sentence in the reader's language. */
  readonly message: string;
  /** The least tier that has what was refused. */
  readonly tier?: PaidTier;
  /** Sentences by input field, e.g. `credentials.apiKey`. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface ActionOptions {
  /** Chosen by the browser for one intent: sent twice, it acts once. */
  readonly requestId?: string;
}
