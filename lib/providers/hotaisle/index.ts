import type { AdapterSettings, ProviderAdapter } from "../contract";
import { joinLists, readRows } from "../read-rows";
import { hotaisleClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { machine } from "./wire";

/** Hot Aisle: prices of AMD virtual machines and bare metal, listed while some are left. */
export function createHotaisle({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = hotaisleClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const [virtual, metal] = await Promise.all([
          client.available("virtual_machines", credentials, { signal }),
          client.available("bare_metal", credentials, { signal }),
        ]);
        return joinLists([
          readRows(virtual, machine, (row) => toOffers(row, "vm")),
          readRows(metal, machine, (row) => toOffers(row, "bare-metal")),
        ]);
      },
    },
  };
}
