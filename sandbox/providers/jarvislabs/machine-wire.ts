import { z } from "zod";

/** Bodies of the calls that make and change; fields they do not name are let pass. */
export const createSchema = z.object({
  gpu_type: z.string(),
  num_gpus: z.number().int().min(1),
  hdd: z.number().int().min(20).max(1000),
  region: z.string(),
  name: z
    .string()
    .max(40)
    .regex(/^[a-zA-Z0-9 _-]+$/),
  is_spot: z.boolean().default(false),
  fs_id: z.number().int().nullable().default(null),
});

export type Create = z.infer<typeof createSchema>;

export const resumeSchema = createSchema.omit({ region: true }).extend({
  machine_id: z.number().int(),
});

export const newKeySchema = z.object({ ssh_key: z.string().min(1), key_name: z.string().min(1) });

/** What a machine is made of, kept beside the facts all machines share. */
export const configSchema = z.object({
  template: z.string(),
  gpuType: z.string(),
  diskGb: z.number(),
  isSpot: z.boolean(),
  /** Where it was last reached; still told while it is paused. */
  ip: z.string(),
  port: z.number(),
  hourlyMicros: z.string(),
});

export type Config = z.infer<typeof configSchema>;

export const sshKeySchema = z.object({
  ssh_key: z.string(),
  key_name: z.string(),
  key_id: z.string(),
});

export type SshKey = z.infer<typeof sshKeySchema>;
