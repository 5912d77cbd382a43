import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const planSchema = z.object({
  id: z.string(),
  vcpu_count: z.number().int(),
  ram: z.number().int(),
  disk: z.number(),
  disk_count: z.number().int().default(1),
  bandwidth: z.number().int().default(10_240),
  gpu_vram_gb: z.number().int(),
  gpu_type: z.string(),
  hourly_cost: z.number(),
  monthly_cost: z.number(),
  type: z.string(),
  locations: z.array(z.string()),
});

const metalSchema = z.object({
  id: z.string(),
  cpu_model: z.string(),
  cpu_threads: z.number().int(),
  ram: z.number().int(),
  type: z.string(),
  disk: z.number(),
  disk_count: z.number().int(),
  bandwidth: z.number().int().default(10_240),
  hourly_cost: z.number(),
  monthly_cost: z.number(),
  hourly_cost_preemptible: z.number().nullable(),
  monthly_cost_preemptible: z.number().nullable(),
  locations: z.array(z.string()),
});

const regionSchema = z.object({
  id: z.string(),
  city: z.string(),
  country: z.string(),
  continent: z.string(),
});

const catalog = loadCatalog(
  import.meta.url,
  z.object({
    plans: z.array(planSchema),
    metal: z.array(metalSchema),
    regions: z.array(regionSchema),
  }),
);

export type Plan = z.infer<typeof planSchema>;
export type MetalPlan = z.infer<typeof metalSchema>;

const START_STOCK = 10;

export const { plans, metal, regions } = catalog;

export const listings: Listing[] = [...plans, ...metal].map((plan) => ({
  id: plan.id,
  title: plan.id,
  usdPerHour: usdToMicros(plan.hourly_cost),
  stock: Object.fromEntries(
    regions.map((region) => [region.id, plan.locations.includes(region.id) ? START_STOCK : 0]),
  ),
}));
