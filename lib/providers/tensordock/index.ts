import type { AdapterSettings, PriceList, ProviderAdapter } from "../contract";
import { joinLists, readRows } from "../read-rows";
import { tensordockClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { location, locationGpu } from "./wire";

/** TensorDock: prices of virtual machines on many hosts, per location. */
export function createTensordock({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = tensordockClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const locations = await client.locations(credentials, { signal });
        return joinLists(locations.map(readLocation));
      },
    },
  };
}

function readLocation(row: unknown): PriceList {
  const lists: PriceList[] = [];
  const outer = readRows([row], location, (place) => {
    lists.push(readRows(place.gpus, locationGpu, (gpu) => toOffers(gpu, place)));
    return [];
  });
  return joinLists([outer, ...lists]);
}
