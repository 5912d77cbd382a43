import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const configurationList = z.array(z.unknown());

export const configuration = z.object({
  /** GPU, board and memory in one word: `H100_SXM5_80GB`. */
  gpu_type: z.string().min(1),
  gpu_counts: z.array(z.int().positive()),
  /** US dollars per GPU, a decimal in a string. */
  price_per_gpu_hr: z.string(),
  regions: z.array(z.string().min(1)),
});

export type Configuration = z.infer<typeof configuration>;
