import { z } from "zod";

const page = z.object({ links: z.object({ next: z.string() }) });

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const planPage = z.object({ plans: z.array(z.unknown()), meta: page });
export const metalPlanPage = z.object({ plans_metal: z.array(z.unknown()), meta: page.optional() });

const price = z.number().nonnegative();

/** Enough of any plan to know whether it holds a GPU. */
export const anyPlan = z.object({ id: z.string().min(1), type: z.string() });

export const gpuPlan = z.object({
  id: z.string().min(1),
  vcpu_count: z.number(),
  ram: z.number(),
  disk: z.number(),
  disk_count: z.number(),
  hourly_cost: price,
  locations: z.array(z.string()),
  gpu_vram_gb: z.number().positive(),
  gpu_type: z.string().min(1),
});

export const metalPlan = z.object({
  id: z.string().min(1),
  cpu_threads: z.number(),
  ram: z.number(),
  disk: z.number(),
  disk_count: z.number(),
  hourly_cost: price,
  hourly_cost_preemptible: price.nullish(),
  locations: z.array(z.string()),
});

export const anyMetalPlan = z.object({ id: z.string().min(1) });

export type GpuPlan = z.infer<typeof gpuPlan>;
export type MetalPlan = z.infer<typeof metalPlan>;
