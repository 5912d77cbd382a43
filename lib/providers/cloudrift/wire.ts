import { z } from "zod";

const count = z.number().int().nonnegative();
const perDatacenter = z.record(z.string(), count);

export const variant = z.object({
  name: z.string().min(1),
  cost_per_hour: z.number().nonnegative(),
  gpu_count: count.nullish(),
  cpu_count: count,
  dram: count,
  disk: count,
  vram: count,
  mig_profile: z.string().nullish(),
  nodes_per_dc: perDatacenter,
  available_nodes_per_dc: perDatacenter,
});

export const instanceType = z.object({
  brand_short: z.string().min(1),
  variants: z.array(z.unknown()),
});

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const instanceTypeList = z.object({
  data: z.object({ instance_types: z.array(z.unknown()) }),
});

export type Variant = z.infer<typeof variant>;
