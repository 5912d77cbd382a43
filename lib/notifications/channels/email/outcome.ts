import type { Outcome } from "@/lib/notifications/channels/contract";

export interface SmtpFailure {
  /** What the server said, where it said anything. */
  readonly responseCode: number | null;
  readonly text: string;
  /** The whole message had left when the failure came. */
  readonly handedOver: boolean;
}

/**
 * Reads a failed SMTP exchange: 5xx never will be taken, 4xx may be later; without an answer it
 * depends on whether the message had left.
 */
export function outcomeOfFailure({ responseCode, text, handedOver }: SmtpFailure): Outcome {
  const failure = text.replace(/\s+/g, " ").slice(0, 300);
  if (responseCode !== null && responseCode >= 500) return { kind: "dead", failure };
  if (responseCode !== null && responseCode >= 400) return { kind: "retry", failure };
  return handedOver ? { kind: "uncertain", failure } : { kind: "retry", failure };
}

/** Reads what the mail library threw, together with what was seen on the wire. */
export function readFailure(error: unknown, handedOver: boolean): SmtpFailure {
  const code =
    error instanceof Error && "responseCode" in error && typeof error.responseCode === "number"
      ? error.responseCode
      : null;
  const text = error instanceof Error ? error.message : String(error);
  return { responseCode: code, text, handedOver };
}
