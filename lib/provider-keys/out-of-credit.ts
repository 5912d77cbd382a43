import type { Micros } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

/**
 * Whether an account has no credit left, so that its machines end or none is made. Never true of one
 * whose credit nobody tells, or that is billed afterwards: there money is owed all the time.
 */
export function isOutOfCredit(account: {
  readonly providerId: string;
  /** Millionths of its currency; `null`: the provider does not tell. */
  readonly balanceMicros: Micros | null;
}): boolean {
  const isBilledAfterwards =
    findProviderMeta(account.providerId)?.capabilities?.billsAfterwards ?? false;
  return !isBilledAfterwards && account.balanceMicros !== null && account.balanceMicros <= 0n;
}
