import { z } from "zod";

/** Body of a create; unknown fields are let pass, as the document does. */
export const createSchema = z.object({
  name: z
    .string()
    .max(255)
    .regex(/^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/),
  region: z.string().optional(),
  size: z.string(),
  image: z.union([z.string(), z.number().int()]),
  ssh_keys: z.array(z.union([z.string(), z.number().int()])).default([]),
  tags: z.array(z.string()).nullish(),
  user_data: z
    .string()
    .max(64 * 1024)
    .nullish(),
  volumes: z.array(z.string()).default([]),
});

export type Create = z.infer<typeof createSchema>;

export const actSchema = z.object({
  type: z.enum(["power_on", "power_off", "shutdown", "reboot", "power_cycle"]),
});

export type PowerType = z.infer<typeof actSchema>["type"];

/** What a Droplet is made of, kept beside the facts all machines share. */
export const configSchema = z.object({
  hourlyMicros: z.string(),
  image: z.string(),
  publicIp: z.string(),
  privateIp: z.string(),
  sshKeyIds: z.array(z.number()),
  tags: z.array(z.string()),
});

export type Config = z.infer<typeof configSchema>;

export const actionSchema = z.object({
  id: z.number(),
  account: z.string(),
  type: z.string(),
  resourceId: z.number().nullable(),
  resourceType: z.string(),
  region: z.string(),
  startedAtMs: z.number(),
  endsAtMs: z.number(),
  end: z.enum(["completed", "errored"]),
});

export type Action = z.infer<typeof actionSchema>;

export const addKeySchema = z.object({ name: z.string().min(1), public_key: z.string() });

export const sshKeySchema = z.object({
  id: z.number(),
  name: z.string(),
  public_key: z.string(),
  fingerprint: z.string(),
});

export type SshKey = z.infer<typeof sshKeySchema>;

export const createVolumeSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  size_gigabytes: z.number().int().min(1).max(16_384),
  region: z.string(),
  description: z.string().default(""),
});

export const actOnVolumeSchema = z.object({
  type: z.enum(["attach", "detach"]),
  droplet_id: z.number().int(),
  region: z.string().optional(),
});

/** What a volume is, beside the facts it shares with machines. */
export const volumeSchema = z.object({ dropletId: z.number().nullable(), description: z.string() });

export type VolumeConfig = z.infer<typeof volumeSchema>;
