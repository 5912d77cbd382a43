import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const availabilityPage = z.object({
  items: z.array(z.unknown()),
  totalCount: z.number().int().nonnegative(),
});

/** GPU type, then count, then region: prices. */
export const gpuSummary = z.record(z.string(), z.record(z.string(), z.unknown()));

const part = z.object({ defaultCount: z.number().nullish() }).nullish();

export const availabilityItem = z.object({
  cloudId: z.string().min(1),
  gpuType: z.string().min(1),
  socket: z.string().min(1),
  provider: z.string().min(1),
  region: z.string().nullish(),
  dataCenter: z.string().nullish(),
  country: z.string().nullish(),
  gpuCount: z.number().int().positive(),
  disk: part,
  vcpu: part,
  memory: part,
  stockStatus: z.string().default("Available"),
  security: z.string().min(1),
  prices: z.object({
    onDemand: z.number().nonnegative().nullish(),
    communityPrice: z.number().nonnegative().nullish(),
    currency: z.enum(["USD", "EUR"]),
  }),
  isSpot: z.boolean().nullish(),
  prepaidTime: z.number().nonnegative().nullish(),
});

export type AvailabilityItem = z.infer<typeof availabilityItem>;
