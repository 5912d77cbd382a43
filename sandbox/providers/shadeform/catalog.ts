import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const typeSchema = z.object({
  cloud: z.string(),
  shadeInstanceType: z.string(),
  cloudInstanceType: z.string(),
  gpuType: z.string(),
  numGpus: z.number().int(),
  priceCents: z.number().int(),
  interconnect: z.string(),
  nvlink: z.boolean(),
  vramPerGpuGb: z.number().int(),
  vcpus: z.number().int(),
  memoryGb: z.number().int(),
  storageGb: z.number().int(),
  deploymentType: z.string(),
  gpuManufacturer: z.string(),
  places: z.array(
    z.object({ region: z.string(), displayName: z.string(), available: z.boolean() }),
  ),
  spot: z.object({ region: z.string(), displayName: z.string(), price: z.string() }).optional(),
});

export const types = loadCatalog(import.meta.url, z.array(typeSchema));

export type InstanceType = z.infer<typeof typeSchema>;

export function listingId(type: InstanceType): string {
  return `${type.cloud}/${type.shadeInstanceType}`;
}

/** The wire tells no numbers; one account finds as many as this. */
const STOCK = 4;

export const listings: Listing[] = types.map((type) => ({
  id: listingId(type),
  title: listingId(type),
  usdPerHour: usdToMicros(type.priceCents / 100),
  stock: Object.fromEntries(
    type.places.map((place) => [place.region, place.available ? STOCK : 0]),
  ),
}));

export function findType(id: string): InstanceType | undefined {
  return types.find((type) => listingId(type) === id);
}

/** Each cloud names its systems in its own way. */
const systems: Readonly<Record<string, string[]>> = {
  datacrunch: ["ubuntu22.04", "ubuntu22.04_cuda12.8_shade_os", "ubuntu22.04_cuda12.10_shade_os"],
  hyperstack: ["ubuntu22.04_cuda12.2_shade_os", "ubuntu22.04"],
  latitude: ["ubuntu24.04_ml_in_a_box"],
};

/** What a launch of a type may name as its system. */
export function systemsOf({ cloud }: InstanceType): string[] {
  return systems[cloud] ?? ["ubuntu22.04_cuda12.2_shade_os"];
}

/** What a type is made of, as it is listed and as each machine of it tells. */
export function configurationOf(type: InstanceType) {
  return {
    memory_in_gb: type.memoryGb,
    storage_in_gb: type.storageGb,
    vcpus: type.vcpus,
    num_gpus: type.numGpus,
    gpu_type: type.gpuType,
    interconnect: type.interconnect,
    nvlink: type.nvlink,
    vram_per_gpu_in_gb: type.vramPerGpuGb,
    gpu_manufacturer: type.gpuManufacturer,
  };
}
