import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const flavorSchema = z.object({
  name: z.string(),
  /** Ends of plan codes; each has the same price unless it is by the month. */
  endings: z.array(z.string()),
  eurPerHour: z.number(),
  eurPerMonth: z.number().nullable().default(null),
  tags: z.array(z.string()),
  brick: z.string(),
  vcpu: z.number().int(),
  ramGb: z.number(),
  diskGb: z.number(),
  windows: z.boolean().default(false),
  gpu: z
    .object({
      model: z.string(),
      number: z.number().int(),
      memory: z.object({ size: z.number(), interface: z.string() }),
    })
    .nullable(),
});

export type Flavor = z.infer<typeof flavorSchema>;

export const { flavors } = loadCatalog(
  import.meta.url,
  z.object({ flavors: z.array(flavorSchema) }),
);

/** Amounts are euros here: it is the currency this provider asks for. */
export const listings: Listing[] = flavors
  .filter((flavor) => flavor.gpu !== null)
  .map((flavor) => ({
    id: flavor.name,
    title: flavor.name,
    usdPerHour: usdToMicros(flavor.eurPerHour),
    stock: { EU: 10 },
  }));
