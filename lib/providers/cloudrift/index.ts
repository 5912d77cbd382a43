import type { AdapterSettings, PriceList, ProviderAdapter } from "../contract";
import { joinLists, readRows } from "../read-rows";
import { cloudriftClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { instanceType, variant } from "./wire";

/** CloudRift: prices of virtual machines, published without a key. */
export function createCloudrift({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = cloudriftClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal }) {
        const { data } = await client.instanceTypes({ signal });
        return joinLists(data.instance_types.map(readType));
      },
    },
  };
}

function readType(row: unknown): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], instanceType, (type) => {
    lists.push(readRows(type.variants, variant, (one) => toOffers(one, type.brand_short)));
    return [];
  });
  return joinLists([outer, ...lists]);
}
