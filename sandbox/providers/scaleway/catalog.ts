import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const productSchema = z.object({
  sku: z.string(),
  product: z.string(),
  zones: z.array(z.string()),
  unit: z.enum(["minute", "hour"]),
  eurPerHour: z.number(),
  status: z.string(),
  range: z.string(),
  vcpu: z.number().int(),
  ramGib: z.number(),
  storageBytes: z.number().int().default(0),
  gpu: z.object({ count: z.number().int(), type: z.string() }).nullable(),
});

export type Product = z.infer<typeof productSchema>;

export const { products } = loadCatalog(
  import.meta.url,
  z.object({ products: z.array(productSchema) }),
);

const isSold = (product: Product) => product.gpu !== null && product.eurPerHour > 0;

/** Amounts are euros here: it is the currency this provider asks for. */
export const listings: Listing[] = products.filter(isSold).map((product) => ({
  id: product.product,
  title: product.product,
  usdPerHour: usdToMicros(product.eurPerHour),
  stock: Object.fromEntries(product.zones.map((zone) => [zone, 10])),
}));
