import type { AdapterSettings, PriceList, ProviderAdapter } from "../contract";
import { readRows } from "../read-rows";
import { ociClient } from "./client";
import { type Rate, toOffers, toRate } from "./map";
import { meta } from "./meta";
import { anyShape, gpuShape, product } from "./wire";

/** Oracle Cloud: shapes with GPUs, and what their parts cost, published without a key. */
export function createOci({ baseUrl, hosts }: AdapterSettings): ProviderAdapter {
  const client = ociClient(baseUrl, hosts?.estimator ?? baseUrl);
  return {
    meta,
    prices: {
      async list({ signal }) {
        const [products, shapes] = await Promise.all([
          client.products({ signal }),
          client.shapes({ signal }),
        ]);
        return readShapes(shapes.items, readRates(products.items));
      },
    },
  };
}

/** Thousands of other products stand on the same list: one that cannot be read has no rate. */
function readRates(rows: readonly unknown[]): Map<string, Rate> {
  const rates = new Map<string, Rate>();
  for (const row of rows) {
    const parsed = product.safeParse(row);
    const rate = parsed.success ? toRate(parsed.data) : null;
    if (parsed.success && rate) rates.set(parsed.data.partNumber, rate);
  }
  return rates;
}

function readShapes(rows: readonly unknown[], rates: ReadonlyMap<string, Rate>): PriceList {
  return readRows(rows.filter(mayHoldGpu), gpuShape, (shape) => toOffers(shape, rates));
}

/** Rows too odd to tell stay in, so that they are counted as unread. */
function mayHoldGpu(row: unknown): boolean {
  const shape = anyShape.safeParse(row);
  if (!shape.success) return true;
  const { name, hidden, status, subType } = shape.data;
  return !hidden && status === "ACTIVE" && subType.value === "gpu" && /^(BM|VM)\./.test(name);
}
