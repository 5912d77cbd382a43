import { z } from "zod";

const texts = z.array(z.string());

/** Bodies of a create; unknown fields are let pass, as the document does. */
export const createSchema = z.object({
  region: z.string(),
  plan: z.string(),
  os_id: z.number().int().optional(),
  app_id: z.number().int().optional(),
  image_id: z.string().optional(),
  snapshot_id: z.string().optional(),
  iso_id: z.string().optional(),
  label: z.string().default(""),
  hostname: z.string().optional(),
  sshkey_id: texts.default([]),
  user_data: z.string().optional(),
  tags: texts.default([]),
  user_scheme: z.enum(["root", "limited"]).default("root"),
  activation_email: z.boolean().default(false),
  enable_ipv6: z.boolean().default(false),
});

export type Create = z.infer<typeof createSchema>;

/** What a machine is made of, kept beside the facts all machines share. */
export const configSchema = z.object({
  kind: z.enum(["vm", "metal"]),
  hourlyMicros: z.string(),
  ip: z.string(),
  osId: z.number(),
  appId: z.number(),
  imageId: z.string(),
  hostname: z.string(),
  sshKeyIds: texts,
  tags: texts,
  userScheme: z.string(),
});

export type Config = z.infer<typeof configSchema>;

export const addKeySchema = z.object({ name: z.string().min(1), ssh_key: z.string().min(1) });

export const sshKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  ssh_key: z.string(),
  createdAtMs: z.number(),
});

export type SshKey = z.infer<typeof sshKeySchema>;

export const createBlockSchema = z.object({
  region: z.string(),
  size_gb: z.number().int(),
  label: z.string().default(""),
  block_type: z.enum(["high_perf", "storage_opt"]).default("high_perf"),
});

export const attachSchema = z.object({ instance_id: z.string(), live: z.boolean().default(false) });

/** What a block of storage is, beside the facts it shares with machines. */
export const blockSchema = z.object({ instanceId: z.string().nullable(), mountId: z.string() });

export type BlockConfig = z.infer<typeof blockSchema>;
