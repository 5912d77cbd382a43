import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const pricePage = z.object({
  Items: z.array(z.unknown()),
  NextPageLink: z.string().nullish(),
});

/** Enough of any row to know whether it may be a price by the hour of a virtual machine. */
export const anyItem = z.object({
  type: z.string(),
  productName: z.string(),
  meterName: z.string(),
  armSkuName: z.string(),
  isPrimaryMeterRegion: z.boolean(),
  effectiveStartDate: z.string(),
});

export const item = z.object({
  currencyCode: z.string(),
  retailPrice: z.number().nonnegative(),
  armRegionName: z.string().min(1),
  armSkuName: z.string().min(1),
  skuName: z.string(),
  meterName: z.string(),
  unitOfMeasure: z.string(),
});

export type Item = z.infer<typeof item>;
