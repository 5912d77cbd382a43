import { type EventType, parseEventType } from "@/lib/events/catalog";

/**
 * Kinds that somebody must hear of: they are sent once more when nobody can say whether they arrived,
 * and are told in quiet hours to whoever wants that.
 */
const critical: ReadonlySet<EventType> = new Set([
  "account.verification-asked",
  "account.reset-asked",
  "account.confirm-asked",
  "account.email-change-asked",
  "account.email-changed",
  "account.deletion-stopped",
  "account.second-factor-added",
  "account.second-factor-removed",
  "account.recovery-code-used",
  "account.password-changed",
  "account.sign-up-repeated",
  "key.refused",
  "deployment.lost",
  "deployment.stopped-unasked",
  "deployment.not-gone",
  "deployment.lease-not-kept",
  "deployment.repair-exhausted",
]);

/** Whether an event must be told again rather than perhaps not at all. */
export function isCritical(type: string): boolean {
  const known = parseEventType(type);
  return known !== null && critical.has(known);
}
