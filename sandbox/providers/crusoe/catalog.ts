import { z } from "zod";
import type { Listing } from "../../market";
import { usdToMicros } from "../../money";
import { loadCatalog } from "../load-catalog";

const typeSchema = z.object({
  name: z.string(),
  gpus: z.number().int(),
  gpu: z.string(),
  /** Of one core where there are no GPUs; told nowhere in the API. */
  usdPerGpuHour: z.number(),
  vcpus: z.number().int(),
  ramGb: z.number().int(),
  diskGb: z.number().int(),
  cpu: z.string(),
  stock: z.record(z.string(), z.number().int()),
});

export const { locations, images, types } = loadCatalog(
  import.meta.url,
  z.object({
    locations: z.array(z.string()),
    images: z.array(z.object({ name: z.string(), tags: z.array(z.string()) })),
    types: z.array(typeSchema),
  }),
);

export type VmType = z.infer<typeof typeSchema>;

export const listings: Listing[] = types.map((type) => ({
  id: type.name,
  title: type.name,
  usdPerHour: usdToMicros(type.usdPerGpuHour) * BigInt(type.gpus === 0 ? type.vcpus : type.gpus),
  stock: type.stock,
}));

export function findType(name: string): VmType | undefined {
  return types.find((type) => type.name === name);
}

/** Whether there is an image of this name, or of this name and tag. */
export function isImage(text: string): boolean {
  const [name, tag] = text.split(":");
  return images.some((image) => image.name === name && image.tags.includes(tag ?? "latest"));
}
