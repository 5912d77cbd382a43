import type { AdapterSettings, PriceList, ProviderAdapter } from "../contract";
import { joinLists, readRows } from "../read-rows";
import { hyperstackClient } from "./client";
import { type Market, toOffers } from "./map";
import { meta } from "./meta";
import { readPricebook } from "./prices";
import { flavor, flavorGroup, regionStock } from "./wire";

/** Hyperstack: prices of virtual machines, joined from flavors, the pricebook and the stock. */
export function createHyperstack({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = hyperstackClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const { groups, prices, stocks } = await client.priceLists(credentials, { signal });
        const market = { prices: readPricebook(prices), stocks: stocks.flatMap(readStock) };
        return joinLists(groups.map((group) => readGroup(group, market)));
      },
    },
  };
}

function readGroup(row: unknown, market: Market): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], flavorGroup, ({ flavors }) => {
    lists.push(readRows(flavors, flavor, (one) => toOffers(one, market)));
    return [];
  });
  return joinLists([outer, ...lists]);
}

/** Stock tells no price: what of it is too odd to read costs no offer. */
function readStock(row: unknown) {
  const parsed = regionStock.safeParse(row);
  return parsed.success ? [parsed.data] : [];
}
