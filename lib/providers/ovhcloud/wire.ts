import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const catalog = z.object({
  addons: z.array(z.unknown()),
  locale: z.object({ currencyCode: z.string() }).nullish(),
});

/** Enough of any add-on to know whether it is an instance with GPUs. */
export const anyAddon = z.object({
  product: z.string().nullish(),
  blobs: z
    .object({ technical: z.object({ gpu: z.unknown() }).partial().nullish() })
    .partial()
    .nullish(),
});

const count = z.number().int().positive();

export const gpuAddon = z.object({
  planCode: z.string().min(1),
  pricings: z.array(
    z.object({
      interval: z.number(),
      intervalUnit: z.string(),
      price: z.number().int().nonnegative(),
    }),
  ),
  blobs: z.object({
    tags: z.array(z.string()),
    technical: z.object({
      cpu: z.object({ cores: count }),
      memory: z.object({ size: z.number() }),
      gpu: z.object({
        model: z.string().min(1),
        number: count,
        memory: z.object({ size: z.number().positive() }).nullish(),
      }),
      os: z.object({ family: z.string() }).nullish(),
      storage: z
        .object({ disks: z.array(z.object({ capacity: z.number(), number: z.number() })) })
        .nullish(),
    }),
  }),
});

export type GpuAddon = z.infer<typeof gpuAddon>;
