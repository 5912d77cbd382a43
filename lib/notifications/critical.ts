import { type EventType, parseEventType } from "@/lib/events/catalog";

/** Kinds that are sent once more when nobody can say whether they arrived; the rest are not. */
const critical: ReadonlySet<EventType> = new Set([
  "account.verification-asked",
  "account.reset-asked",
  "account.confirm-asked",
  "account.second-factor-added",
  "account.second-factor-removed",
  "account.recovery-code-used",
  "account.password-changed",
  "account.sign-up-repeated",
  "key.refused",
  "deployment.lost",
  "deployment.stopped-unasked",
  "deployment.not-gone",
]);

/** Whether an event must be told again rather than perhaps not at all. */
export function isCritical(type: string): boolean {
  const known = parseEventType(type);
  return known !== null && critical.has(known);
}
