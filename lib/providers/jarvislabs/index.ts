import type { AdapterSettings, Currency, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { jarvislabsClient } from "./client";
import { joinPools, toOffers } from "./map";
import { meta } from "./meta";
import { serverPool } from "./wire";

/** JarvisLabs: prices of containers and virtual machines, in the currency of the key's account. */
export function createJarvislabs({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = jarvislabsClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const [answer, rupees] = await Promise.all([
          client.serverMeta(credentials, { signal }),
          client.paysInRupees(credentials, { signal }),
        ]);
        const currency: Currency = answer.currency ?? (rupees.success ? "INR" : "USD");
        const list = readRows(answer.server_meta, serverPool, (pool) => toOffers(pool, currency));
        return { ...list, offers: joinPools(list.offers) };
      },
    },
  };
}
