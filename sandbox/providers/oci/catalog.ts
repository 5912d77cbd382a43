import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const partSchema = z.object({
  partNumber: z.string(),
  displayName: z.string(),
  metricName: z.string(),
  serviceCategory: z.string(),
  usd: z.number(),
});

const shapeSchema = z.object({
  name: z.string(),
  hidden: z.boolean().default(false),
  status: z.string().default("ACTIVE"),
  allowPreemptible: z.boolean().default(false),
  bundleMemoryQty: z.number().nullable(),
  gpuQty: z.number().int().nullable(),
  gpuMemoryQty: z.number().nullable(),
  processorType: z.string(),
  subType: z.string(),
  products: z.array(
    z.object({ partNumber: z.string(), qty: z.number().nullable(), type: z.string() }),
  ),
});

export type Part = z.infer<typeof partSchema>;
export type Shape = z.infer<typeof shapeSchema>;

export const { parts, shapes } = loadCatalog(
  import.meta.url,
  z.object({ parts: z.array(partSchema), shapes: z.array(shapeSchema) }),
);

/** Parts are sold, in every commercial region at one price. */
export const listings: Listing[] = parts.map((part) => ({
  id: part.partNumber,
  title: part.displayName,
  usdPerHour: usdToMicros(part.usd),
  stock: { global: 10 },
}));
