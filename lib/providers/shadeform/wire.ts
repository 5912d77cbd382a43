import { z } from "zod";

const amount = z.number().nonnegative();

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const instanceTypeList = z.object({ instance_types: z.array(z.unknown()) });

export const instanceType = z.object({
  cloud: z.string().min(1),
  shade_instance_type: z.string().min(1),
  cloud_instance_type: z.string(),
  configuration: z.object({
    memory_in_gb: amount,
    storage_in_gb: amount,
    vcpus: amount,
    num_gpus: z.number().int().nonnegative(),
    gpu_type: z.string(),
    interconnect: z.string(),
    vram_per_gpu_in_gb: amount,
  }),
  hourly_price: z.number().int().nonnegative(),
  deployment_type: z.string(),
  availability: z.array(z.unknown()),
});

/** `rental_type` is newer than the published document. */
export const place = z.object({
  region: z.string().min(1),
  available: z.boolean(),
  rental_type: z.string().nullish(),
});

export type InstanceType = z.infer<typeof instanceType>;
export type Place = z.infer<typeof place>;
