import { z } from "zod";
import { EVERYONE } from "./scope";
import type { Store } from "./store";

/** What one thing on sale costs at the start, in micro-dollars an hour, and where it is. */
export interface Listing {
  id: string;
  title: string;
  usdPerHour: bigint;
  stock: Record<string, number>;
}

/** Prices and stock: the catalogue's start values under the changes made since. */
export interface Market {
  listings(): Listing[];
  has(id: string, region?: string): boolean;
  price(id: string, account: string): bigint;
  stock(id: string, region: string, account: string): number;
  setPrice(id: string, usdPerHour: bigint, scope: string): void;
  setStock(id: string, region: string, count: number, scope: string): void;
  reset(scope?: string): void;
}

export function openMarket(store: Store, provider: string, listings: Listing[]): Market {
  const byId = new Map(listings.map((listing) => [listing.id, listing]));
  const prices = store.collection(`${provider}.prices`, (value) => z.string().parse(value));
  const stocks = store.collection(`${provider}.stock`, (value) => z.number().parse(value));
  const key = (scope: string, ...words: string[]) => [scope, ...words].join("|");
  return {
    listings: () => listings,
    has(id, region) {
      const listing = byId.get(id);
      return listing !== undefined && (region === undefined || region in listing.stock);
    },
    price(id, account) {
      const moved = prices.get(key(account, id)) ?? prices.get(key(EVERYONE, id));
      return moved === undefined ? (byId.get(id)?.usdPerHour ?? 0n) : BigInt(moved);
    },
    stock: (id, region, account) =>
      stocks.get(key(account, id, region)) ??
      stocks.get(key(EVERYONE, id, region)) ??
      byId.get(id)?.stock[region] ??
      0,
    setPrice: (id, usdPerHour, scope) => prices.put(key(scope, id), usdPerHour.toString()),
    setStock: (id, region, count, scope) => stocks.put(key(scope, id, region), count),
    reset(scope) {
      for (const rows of [prices, stocks]) {
        for (const [name] of rows.entries()) {
          if (scope === undefined || name.startsWith(`${scope}|`)) rows.remove(name);
        }
      }
    },
  };
}
