import { z } from "zod";

/** A spelling with the memory it was seen with; 0 where the provider does not say. */
const spelled = {
  spelling: z.string().min(1).max(500),
  memoryGb: z.number().min(0).max(100_000),
};

/** With the price that was read, in decimal dollars: another one is not released. */
export const releaseInput = z.object({
  offerId: z.string().min(1).max(40),
  pricePerHour: z.string().max(40),
});
export const releasedPrice = z.object({ offerId: z.string(), providerId: z.string() });

/** `gpuModel` is null for what is no GPU. */
export const resolveInput = z.object({ ...spelled, gpuModel: z.string().max(80).nullable() });
export const forgetInput = z.object(spelled);
/** How many waiting rows were read anew. */
export const rereadRows = z.object({ ...spelled, rowCount: z.number().int() });
