import type Stripe from "stripe";
import { type WantedLine, wantedLines } from "@/lib/billing/choose-plan";
import { planPriceOf } from "@/lib/billing/plan-of-items";
import { resolvePrices } from "@/lib/billing/resolve-prices";
import type { PlanChoice } from "@/lib/billing/types";

/** A line of a subscription after a change: one that stays, goes, comes, or gets another price. */
export type NextItem =
  | { readonly id: string; readonly deleted: true }
  | { readonly id?: string; readonly price: string; readonly quantity: number };

/**
 * The lines of a subscription once it is another plan. What is bought already at the same interval
 * keeps its price, also an older one: buying seats makes nothing else dearer.
 */
export async function nextItems(
  items: readonly Stripe.SubscriptionItem[],
  to: PlanChoice,
): Promise<NextItem[]> {
  const wanted = wantedLines(to);
  const fresh = wanted.filter((line) => !items.some((item) => isSamePrice(item, line)));
  const prices = await resolvePrices(fresh.map(({ price }) => price));
  const kept = wanted.map((line): NextItem => {
    const same = items.find((item) => isSamePrice(item, line));
    const before = same ?? items.find((item) => isSameKind(item, line));
    const price = same?.price.id ?? prices.get(line.price.lookupKey) ?? "";
    return { ...(before && { id: before.id }), price, quantity: line.quantity };
  });
  const gone = items.filter(({ id }) => !kept.some((item) => item.id === id));
  return [...kept, ...gone.map(({ id }): NextItem => ({ id, deleted: true }))];
}

/** What remains of the lines, as a schedule's phase names them. */
export function phaseItems(items: readonly NextItem[]) {
  return items.flatMap((item) =>
    "deleted" in item ? [] : [{ price: item.price, quantity: item.quantity }],
  );
}

function isSamePrice({ price }: Stripe.SubscriptionItem, line: WantedLine): boolean {
  return planPriceOf(price) === line.price;
}

/** A seat is followed by a seat, a tier by a tier. */
function isSameKind({ price }: Stripe.SubscriptionItem, line: WantedLine): boolean {
  const isSeat = (item: string | undefined) => item === "enterprise-seat";
  return isSeat(planPriceOf(price)?.item) === isSeat(line.price.item);
}
