import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const list = z.object({ items: z.array(z.unknown()) });

export const product = z.object({
  partNumber: z.string().min(1),
  metricName: z.string(),
  currencyCodeLocalizations: z.array(
    z.object({
      currencyCode: z.string(),
      prices: z.array(z.object({ model: z.string(), value: z.number().nonnegative() })),
    }),
  ),
});

const named = z.object({ value: z.string() });

/** Enough of any shape to know whether it has GPUs and is sold. */
export const anyShape = z.object({
  name: z.string(),
  hidden: z.boolean(),
  status: z.string(),
  subType: named,
});

export const gpuShape = z.object({
  name: z.string().min(1),
  allowPreemptible: z.boolean(),
  bundleMemoryQty: z.number().nullish(),
  gpuQty: z.number().int().positive(),
  products: z.array(z.object({ partNumber: z.string(), qty: z.number().nullish(), type: named })),
});

export type Product = z.infer<typeof product>;
export type GpuShape = z.infer<typeof gpuShape>;
