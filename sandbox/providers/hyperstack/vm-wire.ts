import { z } from "zod";

const port = z.number().int().min(1).max(65_535);

export const ruleSchema = z.object({
  direction: z.enum(["ingress", "egress"]),
  ethertype: z.enum(["IPv4", "IPv6"]),
  protocol: z.string(),
  remote_ip_prefix: z.string(),
  port_range_min: port.optional(),
  port_range_max: port.optional(),
});

export type Rule = z.infer<typeof ruleSchema>;

/** The body of a create; unknown fields are let pass. */
export const createSchema = z.object({
  name: z.string().min(1).max(50),
  environment_name: z.string(),
  image_name: z.string().optional(),
  flavor_name: z.string(),
  key_name: z.string(),
  count: z.number().int().min(1).max(20),
  assign_floating_ip: z.boolean().default(false),
  enable_port_randomization: z.boolean().default(true),
  security_rules: z.array(ruleSchema).default([]),
  user_data: z.string().default(""),
  labels: z.array(z.string()).default([]),
  create_bootable_volume: z.boolean().default(false),
});

export type Create = z.infer<typeof createSchema>;

/** What a machine is made of, kept beside the facts all machines share. */
export const configSchema = z.object({
  flavor: z.string(),
  environment: z.string(),
  image: z.string(),
  keyName: z.string(),
  rules: z.array(ruleSchema),
  labels: z.array(z.string()),
  hourlyMicros: z.string(),
  fixedIp: z.string(),
  /** The public address, where there is one now. */
  ip: z.string().nullable(),
  isRandom: z.boolean(),
});

export type Config = z.infer<typeof configSchema>;

export const environmentSchema = z.object({
  id: z.number(),
  name: z.string(),
  region: z.string(),
  createdAtMs: z.number(),
});

export type Environment = z.infer<typeof environmentSchema>;

export const newEnvironmentSchema = z.object({ name: z.string().min(1), region: z.string() });

export const keypairSchema = z.object({
  id: z.number(),
  name: z.string(),
  environment: z.string(),
  publicKey: z.string(),
  createdAtMs: z.number(),
});

export type Keypair = z.infer<typeof keypairSchema>;

export const newKeypairSchema = z.object({
  name: z.string().min(1).max(50),
  environment_name: z.string(),
  public_key: z.string().regex(/^(ssh|ecdsa|sk)-\S+ \S+/),
});
