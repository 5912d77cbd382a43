import { z } from "zod";

const count = z.number().int().nonnegative();
const digits = z.string().regex(/^\d{1,4}$/);

/** Newer answers name their currency. Rows stay unread: an odd one must not hide the others. */
export const serverMeta = z.object({
  server_meta: z.array(z.unknown()),
  currency: z.enum(["USD", "INR"]).nullish(),
});

/** Whether the account pays in India. */
export const paysInRupees = z.object({ success: z.boolean() });

export const serverPool = z.object({
  gpu_type: z.string().min(1),
  region: z.string().min(1),
  num_free_devices: count,
  effective_num_free_devices: count.nullish(),
  price_per_hour: z.number().positive(),
  spot_price: z.number().positive().nullish(),
  vram: digits,
  cpus_per_gpu: z.number().nullish(),
  ram_per_gpu: z.number().nullish(),
  workload_type: z.enum(["container", "vm"]).nullish(),
  num_gpus: digits.nullish(),
  spot_only_server: z.boolean().nullish(),
});

export type ServerPool = z.infer<typeof serverPool>;
