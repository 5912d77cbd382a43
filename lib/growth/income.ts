import { CURRENCY, paidTiers } from "@/lib/billing/plans";
import type { Tx } from "@/lib/db";
import type { Point } from "./points";
import { subscriptionsAt } from "./subscriptions-at";

/**
 * What the subscriptions held at a moment bring a month (MRR), in micro-dollars by tier: discounts
 * taken off, before tax, a year as twelve months, trials as nothing. Those in another currency are
 * counted apart and not converted.
 */
export async function monthlyIncome(tx: Tx, at: Date): Promise<Point[]> {
  const held = await subscriptionsAt(tx, at);
  const own = held.filter(({ currency }) => currency === CURRENCY);
  const others = Map.groupBy(
    held.filter(({ currency }) => currency !== CURRENCY),
    ({ currency }) => currency,
  );
  return [
    ...paidTiers.map((tier) => ({
      name: "mrr" as const,
      key: tier,
      value: own
        .filter((one) => one.tier === tier)
        .reduce((sum, { monthlyMicros }) => sum + monthlyMicros, 0n),
    })),
    ...[...others].map(([currency, some]) => ({
      name: "mrr-apart" as const,
      key: currency,
      value: BigInt(some.length),
    })),
  ];
}
