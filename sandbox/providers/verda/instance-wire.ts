import { z } from "zod";

/** Bodies of the calls that make and change; fields they do not name are let pass. */
export const deploySchema = z.object({
  instance_type: z.string(),
  image: z.string().min(1),
  hostname: z.string().regex(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/),
  description: z.string().min(1),
  ssh_key_ids: z.array(z.string()).min(1),
  location_code: z.string().default("FIN-03"),
  is_spot: z.boolean().default(false),
  os_volume: z.object({ name: z.string(), size: z.number().int().min(1) }).optional(),
  existing_volumes: z.array(z.string()).default([]),
});

export type Deploy = z.infer<typeof deploySchema>;

const oneOrMany = z.union([z.string().transform((id) => [id]), z.array(z.string()).min(1)]);

export const actionSchema = z.object({
  id: oneOrMany,
  action: z.enum([
    "boot",
    "start",
    "shutdown",
    "force_shutdown",
    "delete",
    "discontinue",
    "hibernate",
    "restore",
  ]),
  volume_ids: z.array(z.string()).nullish(),
});

export type Action = z.infer<typeof actionSchema>;

export const volumeActionSchema = z.object({
  id: oneOrMany,
  action: z.enum(["attach", "detach", "delete", "rename", "resize"]),
  instance_id: z.string().optional(),
  name: z.string().optional(),
  size: z.number().int().optional(),
});

export type VolumeAction = z.infer<typeof volumeActionSchema>;

export const newVolumeSchema = z.object({
  type: z.enum(["NVMe", "HDD"]),
  name: z.string().min(1),
  size: z.number().int().min(1),
  location_code: z.string().default("FIN-03"),
});

export const newKeySchema = z.object({ name: z.string().min(1), key: z.string().min(1) });

/** What an instance is made of, kept beside the facts all machines share. */
export const instanceSchema = z.object({
  type: z.string(),
  image: z.string(),
  description: z.string(),
  isSpot: z.boolean(),
  sshKeyIds: z.array(z.string()),
  ip: z.string(),
  osVolumeId: z.string(),
  hourlyMicros: z.string(),
});

export type InstanceConfig = z.infer<typeof instanceSchema>;

export const volumeSchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  size: z.number(),
  type: z.string(),
  location: z.string(),
  isOs: z.boolean(),
  instanceId: z.string().nullable(),
  createdAtMs: z.number(),
  /** In the trash since; 96 hours later it is gone for good. */
  deletedAtMs: z.number().nullable(),
});

export type VolumeFacts = z.infer<typeof volumeSchema>;

export const sshKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  key: z.string(),
  createdAtMs: z.number(),
});
