import type { ProviderErrorKind } from "@/lib/providers/errors";

/**
 * Every reason word stored with a status, an operation or a wait; each is a sentence under
 * `deploymentReasons` in the messages.
 */
export const reasons = [
  "no-capacity",
  "no-balance",
  "quota",
  "invalid-request",
  "refused",
  "key-refused",
  "key-frozen",
  "feature-gone",
  "offer-gone",
  "offer-dearer",
  "capacity-pause",
  "too-late",
  "which-machine",
  "taking-turns",
  "hibernated",
  "preempted",
  "no-answer",
  "start-timeout",
  "boot-failed",
  "exited-at-start",
  "vanished",
  "gone",
  "provider-failed",
  "stopped-outside",
  "started-outside",
  "came-back",
  "stop-timeout",
  "restart-unconfirmed",
  "not-gone",
  "looking",
  "booting",
  "stopping",
  "deleting",
  "throttled",
  "provider-unreachable",
  "cannot-prepare",
  "repair-waits",
  "repair-exhausted",
  "verifying",
  "internal",
] as const;
export type Reason = (typeof reasons)[number];

/** Reads a stored reason word; one this release does not know reads as `internal`. */
export function parseReason(text: unknown): Reason {
  return reasons.find((reason) => reason === text) ?? "internal";
}

/** What a definite refusal of a paid call is called. */
export function refusalReason(kind: ProviderErrorKind): Reason {
  switch (kind) {
    case "no-capacity":
    case "no-balance":
    case "quota":
    case "invalid-request":
      return kind;
    case "invalid-key":
    case "missing-right":
      return "key-refused";
    case "not-found":
    case "conflict":
    case "rate-limited":
    case "transient":
    case "ambiguous":
      return "refused";
    default:
      return kind satisfies never;
  }
}
