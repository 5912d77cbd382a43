import type { Outcome } from "@/lib/notifications/channels/contract";

export interface SmtpFailure {
  /** What the server said, where it said anything. */
  readonly responseCode: number | null;
  readonly text: string;
  /** It was the recipient that was turned down. */
  readonly atRecipient: boolean;
  /** The whole message had left when the failure came. */
  readonly handedOver: boolean;
}

/** What RFC 3463 keeps for refusals that are about the sender or the text. */
const ofPolicy = /\b5\.7\.\d/;

/**
 * Reads a failed SMTP exchange: 5xx never will be taken, and where it is about the recipient no other
 * will be either; 4xx may be later; without an answer it depends on whether the message had left.
 */
export function outcomeOfFailure(failed: SmtpFailure): Outcome {
  const { responseCode, text, atRecipient, handedOver } = failed;
  const failure = text.replace(/\s+/g, " ").slice(0, 300);
  if (responseCode !== null && responseCode >= 500) {
    const isAddress = atRecipient && !ofPolicy.test(text);
    return { kind: "dead", failure, ...(isAddress && { ends: "gone" }) };
  }
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
  const command = error instanceof Error && "command" in error ? error.command : "";
  return { responseCode: code, text, atRecipient: command === "RCPT TO", handedOver };
}
