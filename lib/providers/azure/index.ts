import type { AdapterSettings, ProviderAdapter } from "../contract";
import { fewAtATime } from "../few-at-a-time";
import { readRows } from "../read-rows";
import { withTimeLimit } from "../time-limit";
import { azureClient } from "./client";
import { firstOfEach, mayBeSold, newestFirst, toOffers } from "./map";
import { meta } from "./meta";
import { regions } from "./regions";
import { item } from "./wire";

const REGIONS_AT_A_TIME = 6;
const WHOLE_LIST_MS = 90_000;

/** Azure: prices of GPU sizes in every public region, on demand and spot, published without a key. */
export function createAzure({ baseUrl, pace = 1 }: AdapterSettings): ProviderAdapter {
  const client = azureClient(baseUrl, pace);
  return {
    meta,
    prices: {
      async list(context) {
        const signal = withTimeLimit(WHOLE_LIST_MS, context.signal);
        const lists = await fewAtATime(regions, REGIONS_AT_A_TIME, (region) =>
          client.regionItems(region, { signal }),
        );
        const rows = newestFirst(lists.flat().filter(mayBeSold));
        const { offers, skipped } = readRows(rows, item, toOffers);
        return { offers: firstOfEach(offers), skipped };
      },
    },
  };
}
