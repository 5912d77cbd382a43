import type { AdapterSettings, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { scalewayClient } from "./client";
import { toOffers } from "./map";
import { meta } from "./meta";
import { anyProduct, gpuProduct } from "./wire";

/** Scaleway: prices of GPU instances, published without a key, in euros without tax. */
export function createScaleway({ baseUrl }: AdapterSettings): ProviderAdapter {
  const client = scalewayClient(baseUrl);
  return {
    meta,
    prices: {
      async list({ signal }) {
        const products = await client.instanceProducts({ signal });
        return readRows(products.filter(mayHoldGpu), gpuProduct, toOffers);
      },
    },
  };
}

/** What is sold now has `/compute/` before its name. Rows too odd to tell stay in and are counted. */
function mayHoldGpu(row: unknown): boolean {
  const product = anyProduct.safeParse(row);
  if (!product.success) return true;
  const { sku, properties } = product.data;
  return sku.startsWith("/compute/") && Boolean(properties?.hardware?.gpu);
}
