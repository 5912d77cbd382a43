import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  usdPerHour: z.number(),
  spotUsdPerHour: z.number().nullable(),
  cpuPerGpu: z.number().int(),
  memoryPerGpu: z.number().int(),
  left: z.number().int(),
  regions: z.array(z.string()),
});

export const products = loadCatalog(import.meta.url, z.array(productSchema));

export type Product = z.infer<typeof productSchema>;

/** Stock is told per product, not per region. */
export const STOCK_REGION = "any";

export const listings: Listing[] = products.map((product) => ({
  id: product.id,
  title: product.name,
  usdPerHour: usdToMicros(product.usdPerHour),
  stock: { [STOCK_REGION]: product.left },
}));
