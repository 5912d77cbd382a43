import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const productList = z.object({ data: z.array(z.unknown()) });

/** Prices come as numbers and as digits in a string, both in hundred-thousandths of a dollar. */
const price = z.union([
  z.number().nonnegative(),
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
]);

export const product = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  cpuPerGpu: z.number().nullish(),
  memoryPerGpu: z.number().nullish(),
  availableDeploy: z.boolean(),
  availableGpuNumber: z.number().int().nonnegative().nullish(),
  inventoryState: z.string().nullish(),
  regions: z.array(z.string()).nullish(),
  price,
  spotPrice: price.nullish(),
});

export type Product = z.infer<typeof product>;
