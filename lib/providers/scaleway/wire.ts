import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const productPage = z.object({
  products: z.array(z.unknown()),
  total_count: z.number().int().nonnegative(),
});

/** Enough of any product to know whether it is an instance with GPUs. */
export const anyProduct = z.object({
  sku: z.string(),
  properties: z
    .object({ hardware: z.object({ gpu: z.unknown() }).partial().nullish() })
    .partial()
    .nullish(),
});

const whole = z.number().int().nonnegative();

export const gpuProduct = z.object({
  sku: z.string().min(1),
  product: z.string().min(1),
  status: z.string(),
  locality: z.object({ zone: z.string().nullish() }),
  price: z.object({
    retail_price: z.object({ currency_code: z.string(), units: whole, nanos: whole }),
  }),
  unit_of_measure: z.object({ unit: z.string(), size: z.number().int().positive() }),
  properties: z.object({
    hardware: z.object({
      cpu: z.object({ virtual: z.object({ count: whole }) }),
      ram: z.object({ size: whole }),
      storage: z.object({ total: whole }),
      gpu: z.object({ count: z.number().int().positive(), type: z.string().min(1) }),
    }),
  }),
});

export type GpuProduct = z.infer<typeof gpuProduct>;
