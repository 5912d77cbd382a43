import type { AdapterSettings, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { cudoClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { machineType, withoutGpu } from "./wire";

/** CUDO Compute: prices of virtual machines by their parts, per data centre. */
export function createCudo({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = cudoClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal }) {
        const { machineTypes } = await client.machineTypes({ signal });
        const withGpu = machineTypes.filter((row) => !isWithoutGpu(row));
        return readRows(withGpu, machineType, toOffers);
      },
    },
  };
}

/** Rows too odd to tell stay in and are counted. */
function isWithoutGpu(row: unknown): boolean {
  return withoutGpu.safeParse(row).success;
}
