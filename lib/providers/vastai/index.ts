import { cheapestPerKey } from "../cheapest-per-key";
import type { AdapterSettings, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { vastaiClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { ask } from "./wire";

/** Vast.ai: prices of verified hosts all over the world, the cheapest of each kind and country. */
export function createVastai({ baseUrl, pace = 1 }: AdapterSettings): ProviderAdapter {
  const client = vastaiClient(baseUrl, pace);
  return {
    meta,
    prices: {
      async list({ signal }) {
        return cheapestPerKey(readRows(await client.offers({ signal }), ask, toOffers));
      },
    },
  };
}
