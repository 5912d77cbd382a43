import type { AdapterSettings, ProviderAdapter } from "../contract";
import { ProviderError } from "../errors";
import { readRows } from "../read-rows";
import { ovhcloudClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { anyAddon, gpuAddon } from "./wire";

/** OVHcloud: prices of GPU instances, published without a key, in euros without tax. */
export function createOvhcloud({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = ovhcloudClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal }) {
        const { addons, locale } = await client.catalog({ signal });
        const currency = locale?.currencyCode ?? "EUR";
        if (currency !== "EUR") {
          throw new ProviderError("transient", { detail: `a catalogue in ${currency}` });
        }
        return readRows(addons.filter(mayHoldGpu), gpuAddon, toOffers);
      },
    },
  };
}

/** Rows too odd to tell stay in, so that they are counted as unread. */
function mayHoldGpu(row: unknown): boolean {
  const addon = anyAddon.safeParse(row);
  if (!addon.success) return true;
  const { product, blobs } = addon.data;
  return product === "publiccloud-instance" && Boolean(blobs?.technical?.gpu);
}
