import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const nodeSchema = z.object({
  id: z.string(),
  clusterName: z.string(),
  supplierId: z.string(),
  status: z.string(),
  reserved: z.boolean(),
  model: z.string(),
  ramMb: z.number().int(),
  interface: z.string(),
  gpusTotal: z.number().int(),
  gpusReserved: z.number().int(),
  cents: z.number().int(),
  period: z.string(),
  region: z.string(),
});

export const nodes = loadCatalog(import.meta.url, z.array(nodeSchema));

export type Node = z.infer<typeof nodeSchema>;

/** Each supplier asks a price of its own; the stock of a machine is its free GPUs. */
export const listings: Listing[] = nodes.map((node) => ({
  id: node.id,
  title: `${node.model} at ${node.clusterName}`,
  usdPerHour: usdToMicros(node.cents / 100),
  stock: { [node.region]: node.gpusTotal - node.gpusReserved },
}));
