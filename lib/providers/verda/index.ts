import type { AdapterSettings, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { verdaClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { instanceType } from "./wire";

/** Verda: prices of its virtual machines in all of its locations, on demand and spot. */
export function createVerda({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = verdaClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const { types, places } = await client.priceLists(credentials, { signal });
        return readRows(types, instanceType, (type) => toOffers(type, places));
      },
    },
  };
}
