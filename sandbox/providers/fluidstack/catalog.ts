import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const configurationSchema = z.object({
  gpu_type: z.string(),
  gpu_counts: z.array(z.number().int()),
  price_per_gpu_hr: z.string(),
  stopped_price_per_hour: z.string(),
  estimated_provisioning_time_minutes: z.number().int().default(5),
  regions: z.array(z.string()),
});

export const { configurations } = loadCatalog(
  import.meta.url,
  z.object({ configurations: z.array(configurationSchema) }),
);

export type Configuration = z.infer<typeof configurationSchema>;

const START_STOCK = 10;

const everywhere = [...new Set(configurations.flatMap((one) => one.regions))];

/** Priced per GPU, as the wire does. */
export const listings: Listing[] = configurations.map((one) => ({
  id: one.gpu_type,
  title: `${one.gpu_type} (per GPU)`,
  usdPerHour: usdToMicros(one.price_per_gpu_hr),
  stock: Object.fromEntries(
    everywhere.map((region) => [region, one.regions.includes(region) ? START_STOCK : 0]),
  ),
}));
