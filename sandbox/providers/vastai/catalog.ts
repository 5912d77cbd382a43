import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const askSchema = z.object({
  id: z.number().int(),
  machineId: z.number().int(),
  gpuName: z.string().nullable(),
  numGpus: z.number().int(),
  gpuRamMb: z.number().int(),
  usdPerHour: z.number(),
  minBid: z.number().nullable(),
  geolocation: z.string().nullable(),
  verification: z.string(),
  reliability: z.number().default(0.9971),
  /** 1 where a data centre runs the machine. */
  hostingType: z.number().int().default(0),
  rentable: z.boolean(),
  rented: z.boolean(),
  type: z.enum(["gpu", "cpu"]),
});

export const asks = loadCatalog(import.meta.url, z.array(askSchema));

export type Ask = z.infer<typeof askSchema>;

export function listingId(ask: Ask): string {
  return `ask ${ask.id}`;
}

/** The price of an ask holds the usual disk; an ask is there or it is not. */
export const listings: Listing[] = asks.map((ask) => ({
  id: listingId(ask),
  title: `${ask.numGpus}x ${ask.gpuName ?? "no GPU"} of machine ${ask.machineId}`,
  usdPerHour: usdToMicros(ask.usdPerHour),
  stock: { [ask.geolocation ?? "nowhere"]: ask.rentable ? 1 : 0 },
}));
