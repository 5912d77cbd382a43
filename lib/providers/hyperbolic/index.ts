import { cheapestPerKey } from "../cheapest-per-key";
import type { AdapterSettings, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { hyperbolicClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { node } from "./wire";

/** Hyperbolic: prices of GPUs in shared machines of many suppliers, the cheapest of each kind. */
export function createHyperbolic({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = hyperbolicClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal }) {
        const { instances } = await client.marketplace({ signal });
        return cheapestPerKey(readRows(instances, node, toOffers));
      },
    },
  };
}
