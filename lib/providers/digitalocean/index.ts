import type { AdapterSettings, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { digitaloceanClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { gpuSize, withoutGpu } from "./wire";

/** DigitalOcean: prices of GPU Droplets in the regions that have them. */
export function createDigitalocean({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = digitaloceanClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ credentials = {}, signal }) {
        const sizes = await client.sizes(credentials, { signal });
        const withGpu = sizes.filter((row) => !withoutGpu.safeParse(row).success);
        return readRows(withGpu, gpuSize, toOffers);
      },
    },
  };
}
