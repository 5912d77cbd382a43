import { z } from "zod";

export const tokenAnswer = z.object({ access_token: z.string().min(1) });

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const typeList = z.array(z.unknown());

export const locationList = z.array(
  z.object({ code: z.string().min(1), country_code: z.string().nullish() }),
);

export const availabilityList = z.array(
  z.object({ location_code: z.string().min(1), availabilities: z.array(z.string()) }),
);

const whole = z.number().int().nonnegative();

/** Prices are decimal strings in some versions and numbers in others. */
const price = z.union([
  z.string().regex(/^\d+(\.\d+)?$/),
  z.number().nonnegative().transform(String),
]);

/** `gpu_memory` is that of all GPUs together. */
export const instanceType = z.object({
  instance_type: z.string().min(1),
  cpu: z.object({ number_of_cores: whole }),
  gpu: z.object({ description: z.string(), number_of_gpus: whole }),
  gpu_memory: z.object({ size_in_gigabytes: z.number().nonnegative() }).nullish(),
  memory: z.object({ size_in_gigabytes: z.number().nonnegative() }),
  storage: z.object({ size_in_gigabytes: z.number().nonnegative().nullish() }).nullish(),
  price_per_hour: price,
  spot_price: price.nullish(),
  currency: z.string(),
});

export type InstanceType = z.infer<typeof instanceType>;
export type Location = z.infer<typeof locationList>[number];
export type Availability = z.infer<typeof availabilityList>;
