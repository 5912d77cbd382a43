import { z } from "zod";

const named = z.object({ name: z.string(), value: z.string() });

const launchConfiguration = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("docker"),
    docker_configuration: z.looseObject({ image: z.string().min(1) }),
  }),
  z.object({
    type: z.literal("script"),
    script_configuration: z.object({ base64_script: z.base64().min(1) }),
  }),
]);

/** The body of a create; unknown fields are let pass, as the document does. */
export const createSchema = z.object({
  cloud: z.string(),
  region: z.string(),
  shade_instance_type: z.string(),
  shade_cloud: z.boolean(),
  name: z.string().min(1),
  os: z.string().optional(),
  ssh_key_id: z.string().optional(),
  launch_configuration: launchConfiguration.optional(),
  volume_ids: z.array(z.string()).max(0).default([]),
  tags: z.array(z.string()).default([]),
  envs: z.array(named).default([]),
});

export type Create = z.infer<typeof createSchema>;

export const updateSchema = z.object({
  name: z.string().min(1).optional(),
  tags: z.array(z.string()).nullish(),
});

export const addKeySchema = z.object({
  name: z.string().min(1),
  public_key: z.string().regex(/^(ssh-|ecdsa-)\S+ \S+/),
});

/** What an instance is made of, kept beside the facts all machines share. */
export const instanceSchema = z.object({
  os: z.string(),
  sshKeyId: z.string(),
  cloudId: z.string(),
  ip: z.string(),
  priceCents: z.number(),
  launchConfiguration: launchConfiguration.nullable(),
  tags: z.array(z.string()),
  envs: z.array(named),
  /** Until when a restart keeps it from being reached; null: it never comes back. */
  restartsUntilMs: z.number().nullable(),
});

export type InstanceConfig = z.infer<typeof instanceSchema>;

export const sshKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  public_key: z.string(),
  is_default: z.boolean(),
});

export type SshKey = z.infer<typeof sshKeySchema>;
