import { z } from "zod";

const money = z.string().nullable();

/** An offer in an answer of the API. */
const offer = z.looseObject({
  kind: z.enum(["live", "reference"]),
  id: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  modelId: z.string().nullable(),
  modelName: z.string(),
  gpuSpelling: z.string(),
  instanceType: z.string().nullable(),
  gpuCount: z.number(),
  isPartition: z.boolean(),
  gpuMemoryGb: z.number().nullable(),
  region: z.string().nullable(),
  area: z.string().nullable(),
  pricingModel: z.string(),
  pricePerHour: z.string(),
  pricePerGpuHour: z.string(),
  pricePerTflopHour: money,
  pricePerGbHour: money,
  value: z.number().nullable(),
});

/** A page of offers. */
export const offerAnswer = z.object({
  generatedAt: z.string(),
  rows: z.array(offer),
  total: z.number(),
  page: z.number(),
  limit: z.number(),
  facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number() }))),
  priceRange: z.object({ low: z.string(), high: z.string() }).nullable(),
  loosen: z.array(z.object({ filter: z.string(), total: z.number() })),
});

/** A GPU model with its data sheet and its lowest prices; null where nobody published a figure. */
export const gpuSummary = z.object({
  id: z.string(),
  name: z.string(),
  family: z.string(),
  vendor: z.string(),
  memoryGb: z.number().nullable(),
  memoryBandwidthGbs: z.number().nullable(),
  bf16Tflops: z.number().nullable(),
  tdpWatts: z.number().nullable(),
  formFactor: z.string().nullable(),
  onDemand: money,
  onDemandProvider: z.string().nullable(),
  spot: money,
  spotProvider: z.string().nullable(),
});
export type GpuSummary = z.output<typeof gpuSummary>;
