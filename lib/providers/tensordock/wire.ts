import { z } from "zod";

const price = z.number().nonnegative();
const amount = z.number().nonnegative();

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const locationList = z.object({
  data: z.object({ locations: z.array(z.unknown()) }),
});

/** How a refusal may look under status 200. */
export const hiddenRefusal = z.object({
  error: z.string(),
  status: z.number().int().min(400).max(599),
});

export const location = z.object({
  id: z.string().min(1),
  city: z.string().min(1),
  country: z.string().min(1),
  tier: z.number().nullish(),
  gpus: z.array(z.unknown()),
});

export const locationGpu = z.object({
  v0Name: z.string().min(1),
  max_count: z.number().int().nonnegative(),
  price_per_hr: price,
  resources: z.object({ max_vcpus: amount, max_ram_gb: amount, max_storage_gb: amount }),
  pricing: z.object({ per_vcpu_hr: price, per_gb_ram_hr: price, per_gb_storage_hr: price }),
});

export type HiddenRefusal = z.infer<typeof hiddenRefusal>;
export type Location = z.infer<typeof location>;
export type LocationGpu = z.infer<typeof locationGpu>;
