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
  /** Dollars per GB and month. */
  storageCost: z.number().default(0.15),
  /** Mbit/s. */
  inetDown: z.number().default(1876.4),
  directPorts: z.number().int().default(42),
  cpuArch: z.string().default("amd64"),
  diskSpace: z.number().default(812.5),
  rentable: z.boolean(),
  rented: z.boolean(),
  type: z.enum(["gpu", "cpu"]),
});

export const asks = loadCatalog(import.meta.url, z.array(askSchema));

export type Ask = z.infer<typeof askSchema>;

export function findAsk(id: number): Ask | undefined {
  return asks.find((ask) => ask.id === id);
}

export function listingId(ask: Ask): string {
  return `ask ${ask.id}`;
}

/** What the least bid for an ask is called in the market, where bids are taken. */
export function bidId(ask: Ask): string {
  return `ask ${ask.id} bid`;
}

export const placeOf = (ask: Ask) => ask.geolocation ?? "nowhere";

/** The price of an ask holds the usual disk; an ask is there or it is not. */
export const listings: Listing[] = asks.flatMap((ask) => {
  const title = `${ask.numGpus}x ${ask.gpuName ?? "no GPU"} of machine ${ask.machineId}`;
  const stock = { [placeOf(ask)]: ask.rentable ? 1 : 0 };
  const onDemand = { id: listingId(ask), title, usdPerHour: usdToMicros(ask.usdPerHour), stock };
  if (ask.minBid === null) return [onDemand];
  const usdPerHour = usdToMicros(ask.minBid);
  return [onDemand, { id: bidId(ask), title: `${title}, least bid`, usdPerHour, stock: {} }];
});
