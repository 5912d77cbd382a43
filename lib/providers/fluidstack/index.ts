import type { AdapterSettings, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { fluidstackClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { configuration } from "./wire";

/** FluidStack: prices of the on-demand platform, read with a key. */
export function createFluidstack({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = fluidstackClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const rows = await client.configurations(credentials, { signal });
        return readRows(rows, configuration, toOffers);
      },
    },
  };
}
