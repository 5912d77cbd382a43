import { z } from "zod";
import { findGpu } from "@/lib/gpus/catalog";
import { microsFromDecimal } from "@/lib/money";
import { areas } from "@/lib/prices/types";

/** How an alert's machines are sold; the words of offers. */
export const alertPricingModels = ["on-demand", "spot"] as const;

const limit = z.string().refine((text) => {
  const micros = /^\d{1,4}(\.\d{1,6})?$/.test(text) ? microsFromDecimal(text) : null;
  return micros !== null && micros > 0n;
}, "alert-limit");

/** What a person wants to be told of; the limit is dollars per GPU and hour. */
export const alertWish = z.object({
  modelId: z.string().refine((id) => Boolean(findGpu(id)), "gpu-unknown"),
  pricingModel: z.enum(alertPricingModels),
  /** Null: anywhere. */
  area: z.enum(areas).nullable(),
  maxPerGpuHour: limit,
});
export type AlertWish = z.output<typeof alertWish>;

export const switchAlertInput = z.object({ alertId: z.string().max(60), on: z.boolean() });
export const removeAlertInput = z.object({ alertId: z.string().max(60) });
export const alertLinkInput = z.object({ token: z.string().max(200), on: z.boolean() });

/** An alert as its owner sees it. Prices are decimal dollars per GPU and hour. */
export const alertView = z.object({
  id: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  pricingModel: z.enum(alertPricingModels),
  area: z.enum(areas).nullable(),
  maxPerGpuHour: z.string(),
  isOn: z.boolean(),
  belowSince: z.string().nullable(),
  lastFiredAt: z.string().nullable(),
  lastFiredPrice: z.string().nullable(),
  createdAt: z.string(),
});
export type AlertView = z.output<typeof alertView>;
