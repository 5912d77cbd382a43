import { z } from "zod";

/** What a page of any list tells beside its rows. */
export const pageFacts = z.object({
  links: z.object({ pages: z.object({ next: z.string().nullish() }).nullish() }).nullish(),
  meta: z.object({ total: z.number().int().nonnegative().nullish() }).nullish(),
});

export type PageFacts = z.infer<typeof pageFacts>;

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const sizePage = pageFacts.extend({ sizes: z.array(z.unknown()) });

/** Enough of any size to know that it has no GPU. */
export const withoutGpu = z.object({ slug: z.string(), gpu_info: z.null().optional() });

const whole = z.number().int().nonnegative();

/** `memory` is in MB, `vram` that of all GPUs together. */
export const gpuSize = z.object({
  slug: z.string().min(1),
  memory: whole,
  vcpus: whole,
  disk: whole,
  price_hourly: z.number().nonnegative(),
  regions: z.array(z.string().min(1)),
  available: z.boolean(),
  gpu_info: z.object({
    count: z.number().int().positive(),
    model: z.string().min(1),
    vram: z.object({ amount: z.number().positive(), unit: z.string() }),
  }),
});

export type GpuSize = z.infer<typeof gpuSize>;
