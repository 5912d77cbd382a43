import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const nodeList = z.object({ instances: z.array(z.unknown()) });

const whole = z.number().int().nonnegative();

/** A machine of one supplier; `ram` is in MB, the amount in cents per GPU. */
export const node = z.object({
  status: z.string(),
  reserved: z.boolean().nullish(),
  gpus_total: whole,
  gpus_reserved: whole,
  location: z.object({ region: z.string().nullish() }).nullish(),
  hardware: z.object({
    gpus: z.array(z.object({ model: z.string().min(1), ram: z.number().positive().nullish() })),
  }),
  pricing: z.object({
    price: z.object({ amount: z.number().nonnegative(), period: z.string().nullish() }),
  }),
});

export type Node = z.infer<typeof node>;
