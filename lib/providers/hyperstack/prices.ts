import { type Micros, microsFromNumber } from "@/lib/money";
import { priceRow } from "./wire";

/**
 * What one hour of each resource costs everybody, by its name; `null` where rows under one name
 * differ or that price is missing. A discount is the key owner's own, so the price before it counts.
 */
export function readPricebook(rows: readonly unknown[]): ReadonlyMap<string, Micros | null> {
  const prices = new Map<string, Micros | null>();
  for (const row of rows) {
    const parsed = priceRow.safeParse(row);
    if (!parsed.success) continue;
    const { name, value, original_value: original, discount_applied: isLess } = parsed.data;
    const price = microsFromNumber((isLess ? original : value) ?? Number.NaN);
    const isSame = !prices.has(name) || prices.get(name) === price;
    prices.set(name, isSame ? price : null);
  }
  return prices;
}

/** How its public address is called in a pricebook; the word itself is published nowhere. */
const ADDRESS = /\b(?:public|floating)[ _-]?ip/i;

/** What one hour of the public address costs that every machine needs; 0 where that is not clear. */
export function addressPrice(prices: ReadonlyMap<string, Micros | null>): Micros {
  const found = [...prices].filter(([name]) => ADDRESS.test(name)).map(([, price]) => price);
  const [first = null, ...others] = new Set(found);
  return others.length === 0 ? (first ?? 0n) : 0n;
}
