import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const flavorList = z.object({ data: z.array(z.unknown()) });
export const pricebook = z.array(z.unknown());
export const stockList = z.object({ stocks: z.array(z.unknown()) });

/** Flavors of one GPU in one region. */
export const flavorGroup = z.object({ flavors: z.array(z.unknown()) });

const whole = z.number().int().nonnegative();
const amount = z.number().nonnegative();

/** Memory and disks in GB; there is no price here. */
export const flavor = z.object({
  name: z.string().min(1),
  region_name: z.string().min(1),
  gpu: z.string().nullish(),
  gpu_count: whole,
  cpu: whole,
  ram: amount,
  disk: amount,
  ephemeral: amount.nullish(),
  stock_available: z.boolean(),
});

/** Dollars per hour of one resource; of a GPU, a single one. */
export const priceRow = z.object({
  name: z.string().min(1),
  value: amount,
  original_value: amount.nullish(),
  discount_applied: z.boolean().nullish(),
});

/** How many machines of each size ("1x", "8x") are left, at times told as text. */
export const regionStock = z.object({
  region: z.string(),
  models: z.array(
    z.object({
      model: z.string(),
      configurations: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

export type Flavor = z.infer<typeof flavor>;
export type RegionStock = z.infer<typeof regionStock>;
