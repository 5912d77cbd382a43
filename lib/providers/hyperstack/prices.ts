import { type Micros, microsFromNumber } from "@/lib/money";
import type { Vm } from "./machine-wire";
import { priceRow } from "./wire";

/**
 * What one hour of each resource costs everybody, by its name, or of an amount of it; `null` where rows
 * under one name differ or that price is missing. A discount is the key owner's own, so the price before
 * it counts.
 */
export function readPricebook(
  rows: readonly unknown[],
  amount = 1n,
): ReadonlyMap<string, Micros | null> {
  const prices = new Map<string, Micros | null>();
  for (const row of rows) {
    const parsed = priceRow.safeParse(row);
    if (!parsed.success) continue;
    const { name, value, original_value: original, discount_applied: isLess } = parsed.data;
    const price = microsFromNumber((isLess ? original : value) ?? Number.NaN, amount);
    const isSame = !prices.has(name) || prices.get(name) === price;
    prices.set(name, isSame ? price : null);
  }
  return prices;
}

/** How its public address is called in a pricebook: "PublicIP" in public code, nowhere by Hyperstack. */
const ADDRESS = /\b(?:public|floating)[ _-]?ip/i;

/** What one hour of the public address costs that every machine needs; `null` where that is not clear. */
export function addressPrice(prices: ReadonlyMap<string, Micros | null>): Micros | null {
  const found = [...prices].filter(([name]) => ADDRESS.test(name)).map(([, price]) => price);
  const [first = null, ...others] = new Set(found);
  return others.length === 0 ? first : null;
}

/** What is on a machine's root disk is kept on shared storage of this name, priced per GB. */
const STORAGE = "Cloud-SSD";

/**
 * What one hour costs of a machine that sleeps, by the pricebook: its root disk, and its address where
 * that was kept; `null` where either is not clear.
 */
export function sleepPrice(
  rows: readonly unknown[],
  { flavor, floating_ip: ip }: Vm,
): Micros | null {
  const diskGb = flavor?.disk ?? null;
  if (!Number.isInteger(diskGb)) return null;
  const disk = readPricebook(rows, BigInt(diskGb ?? 0)).get(STORAGE) ?? null;
  const address = ip ? addressPrice(readPricebook(rows)) : 0n;
  return disk === null || address === null ? null : disk + address;
}
