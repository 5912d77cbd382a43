import { z } from "zod";

const name = z.string().min(1);
const size = z.number().int().min(10).max(4096);
const type = z.enum(["STANDARD", "HIGH_PERFORMANCE"]);

/** `CreateNetworkVolumeRequest` of the v2 spec. */
export const createVolumeSchema = z
  .object({ name, size, dataCenter: z.string().min(1), type: type.default("STANDARD") })
  .strict();

/** `UpdateNetworkVolumeRequest`: at least one of its fields. */
export const updateVolumeSchema = z
  .object({ name: name.optional(), size: size.optional() })
  .strict()
  .refine((body) => body.name !== undefined || body.size !== undefined, {
    message: "must have at least 1 property",
  });

/** What a volume is made of, kept beside the facts it shares with machines. */
export const volumeSchema = z.object({ type });

export type VolumeConfig = z.infer<typeof volumeSchema>;
