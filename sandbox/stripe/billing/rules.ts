import type { Desk } from "../desk";
import type { Rules } from "../records/event";

const USUAL = { retry_days: [3, 5, 7], after_retries: "canceled" as const, draft_s: 3_600 };

/** The account's rules for failed payments and drafts; the usual ones until they are changed. */
export function rulesOf(desk: Desk, account: string): Rules {
  const known = desk.rules.any(account);
  return known ?? { id: account, account, created: 0, ...USUAL };
}
