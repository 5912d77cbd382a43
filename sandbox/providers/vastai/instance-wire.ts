import { z } from "zod";

/** The body of a launch. The document has `env` as one text, official clients send an object. */
export const acceptSchema = z.object({
  image: z.string().min(1),
  label: z.string().max(1_024).default(""),
  disk: z.number().positive().default(10),
  runtype: z
    .enum(["ssh", "jupyter", "args", "ssh_proxy", "ssh_direct", "jupyter_proxy", "jupyter_direct"])
    .default("ssh"),
  target_state: z.enum(["running", "stopped"]).default("running"),
  price: z.number().min(0.001).max(128).optional(),
  env: z.union([z.record(z.string(), z.string()), z.string()]).default({}),
  cancel_unavail: z.boolean().optional(),
  onstart: z.string().max(4_048).nullish(),
  args_str: z.string().optional(),
  volume_info: z
    .object({ create_new: z.literal(false), volume_id: z.number().int(), mount_path: z.string() })
    .optional(),
});

export type Accept = z.infer<typeof acceptSchema>;

export const changeSchema = z
  .object({
    state: z.enum(["stopped", "running"]).optional(),
    label: z.string().max(1_024).optional(),
  })
  .refine((body) => body.state !== undefined || body.label !== undefined, "nothing to change");

export const sshKeySchema = z.object({
  id: z.number().int(),
  key: z.string(),
  createdAt: z.string(),
});

export const volumeSchema = z.object({
  id: z.number().int(),
  account: z.string(),
  machineId: z.number().int(),
  sizeGb: z.number().int(),
  createdAtMs: z.number(),
});

export type Volume = z.infer<typeof volumeSchema>;

/** What an instance is made of, kept beside the facts all machines share. Prices are per hour. */
export const instanceSchema = z.object({
  askId: z.number().int(),
  image: z.string(),
  runtype: z.string(),
  args: z.string().default(""),
  disk: z.number(),
  ports: z.array(z.number().int()),
  bidMicros: z.string().nullable(),
  baseMicros: z.string(),
  diskMicros: z.string(),
  volumeId: z.number().int().nullable(),
  sshKeys: z.array(z.string()),
  ip: z.string().default("203.0.113.1"),
  gate: z.object({ server: z.number(), port: z.number() }).default({ server: 1, port: 10_000 }),
  /** It waits for its GPU even when that is free. */
  stuck: z.boolean(),
});

export type InstanceConfig = z.infer<typeof instanceSchema>;
