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

/**
 * What RFC 3463 and 7505 call a bad destination: no such mailbox, no such host, no such form, moved,
 * no mail taken at all. Everything else under 5.1 is about the sender.
 */
const badDestinations: ReadonlySet<string> = new Set([
  "5.1.1",
  "5.1.2",
  "5.1.3",
  "5.1.6",
  "5.1.10",
]);
/** `5.0.0` and `5.5.x` say no more than the reply code. */
const enhanced = /(?<![\d.])5\.\d{1,3}\.\d{1,3}(?!\.?\d)/;
const saysNothing = /^5\.(0|5)\./;
/** Codes under which servers without enhanced ones tell that a mailbox does not exist, beside much else. */
const ofMailbox: ReadonlySet<number> = new Set([550, 551, 553]);
const unknownUser =
  /\b(no such|unknown|invalid) (user|mailbox|recipient|account)|\b(user|mailbox|recipient|account)( \S+)? (is )?(unknown|not found|does ?n[o']t exist)|\bno mailbox\b/i;
/** Exim words so what is wrong with the sender's address. */
const ofSender = /\bsender\b/i;

/**
 * Reads a failed SMTP exchange: 5xx never will be taken, and where it says that there is no such address
 * no other will be either; 4xx may be later; without an answer it depends on whether the message had left.
 */
export function outcomeOfFailure(failed: SmtpFailure): Outcome {
  const { responseCode, text, atRecipient, handedOver } = failed;
  const failure = text.replace(/\s+/g, " ").slice(0, 300);
  if (responseCode !== null && responseCode >= 500) {
    const isGone = atRecipient && saysUnknown(responseCode, text);
    return { kind: "dead", failure, ...(isGone && { ends: "gone" }) };
  }
  if (responseCode !== null && responseCode >= 400) return { kind: "retry", failure };
  return handedOver ? { kind: "uncertain", failure } : { kind: "retry", failure };
}

/** Whether a refusal is about the address itself, and no policy, relay, full mailbox or fault of ours. */
function saysUnknown(responseCode: number, text: string): boolean {
  const [code] = enhanced.exec(text) ?? [];
  if (code !== undefined && !saysNothing.test(code)) return badDestinations.has(code);
  return ofMailbox.has(responseCode) && unknownUser.test(text) && !ofSender.test(text);
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
