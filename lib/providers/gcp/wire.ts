import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const skuPage = z.object({
  skus: z.array(z.unknown()),
  nextPageToken: z.string().default(""),
});

/** Enough of any SKU to know whether it is a part of a machine with GPUs. */
export const anySku = z.object({
  description: z.string(),
  category: z.object({ resourceGroup: z.string(), usageType: z.string() }),
});

const unitPrice = z.object({
  currencyCode: z.string(),
  /** Whole units, an int64 in a string; zero may be left out. */
  units: z.string().regex(/^\d+$/).default("0"),
  /** Billionths of a unit. */
  nanos: z.int().min(0).max(999_999_999).default(0),
});

const pricing = z.object({
  pricingExpression: z.object({
    usageUnit: z.string(),
    tieredRates: z.array(z.object({ unitPrice })).min(1),
  }),
});

export const partSku = anySku.extend({
  serviceRegions: z.array(z.string()).min(1),
  pricingInfo: z.array(pricing).min(1),
});

export type AnySku = z.infer<typeof anySku>;
export type PartSku = z.infer<typeof partSku>;
