import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const offerList = z.object({ offers: z.array(z.unknown()) });

const amount = z.number().nonnegative();

/** A slice of one host's machine; memory is in MB, that of the CPUs is the whole machine's. */
export const ask = z.object({
  gpu_name: z.string().nullish(),
  num_gpus: z.number().int().nonnegative(),
  gpu_ram: amount.nullish(),
  cpu_ram: amount.nullish(),
  cpu_cores: amount.nullish(),
  cpu_cores_effective: amount.nullish(),
  dph_total: amount,
  min_bid: amount.nullish(),
  verification: z.string(),
  rentable: z.boolean().nullish(),
  rented: z.boolean().nullish(),
  geolocation: z.string().nullish(),
  /** Part of the time the host was reachable, 0 to 1. */
  reliability2: z.number(),
  /** 1 where a data centre runs it. */
  hosting_type: z.number().nullish(),
});

export type Ask = z.infer<typeof ask>;
