import type { AdapterSettings, ProviderAdapter } from "../contract";
import { ProviderError } from "../errors";
import { joinLists, readRows } from "../read-rows";
import { novitaClient } from "./client";
import { isUnitPlausible, toOffers } from "./map";
import { meta } from "./meta";
import { product } from "./wire";

/** Novita AI: prices of GPU containers, on demand and spot. */
export function createNovita({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = novitaClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const [onDemand, spot] = await Promise.all([
          client.products("onDemand", credentials, { signal }),
          client.products("spot", credentials, { signal }),
        ]);
        const list = joinLists([
          readRows(onDemand.data, product, (row) => toOffers(row, "on-demand")),
          readRows(spot.data, product, (row) => toOffers(row, "spot")),
        ]);
        if (isUnitPlausible(list.offers)) return list;
        throw new ProviderError("transient", { detail: "the prices are in an unknown unit" });
      },
    },
  };
}
