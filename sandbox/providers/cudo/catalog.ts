import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const typeSchema = z.object({
  dataCenterId: z.string(),
  machineType: z.string(),
  cpuModel: z.string(),
  gpuModel: z.string(),
  gpuPrice: z.number(),
  gpuFree: z.number().int(),
  minVcpu: z.number().int(),
  minMemoryGib: z.number().int(),
  maxVcpuFree: z.number().int(),
  maxMemoryGibFree: z.number().int(),
  maxStorageGibFree: z.number().int(),
  minVcpuPerMemoryGib: z.number(),
  maxVcpuPerMemoryGib: z.number(),
  minVcpuPerGpu: z.number(),
  maxVcpuPerGpu: z.number(),
  vcpuPrice: z.string(),
  memoryPrice: z.string(),
  storagePrice: z.string(),
  ipv4Price: z.string(),
  renewableEnergy: z.boolean(),
});

export const types = loadCatalog(import.meta.url, z.array(typeSchema));

export type MachineType = z.infer<typeof typeSchema>;

export function listingId(type: MachineType): string {
  return `${type.machineType} in ${type.dataCenterId}`;
}

/** What is sold here is a GPU without the machine around it; each data centre sets its price. */
export const listings: Listing[] = types.map((type) => ({
  id: listingId(type),
  title: listingId(type),
  usdPerHour: usdToMicros(type.gpuPrice),
  stock: { [type.dataCenterId]: type.gpuFree },
}));
