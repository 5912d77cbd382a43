import { z } from "zod";

/** Bodies of the launch and instance calls; unknown fields are let pass, as the spec does. */
export const launchSchema = z.object({
  region_name: z.string(),
  instance_type_name: z.string(),
  ssh_key_names: z.array(z.string()).length(1),
  file_system_names: z.array(z.string()).default([]),
  file_system_mounts: z
    .array(
      z.object({
        mount_point: z
          .string()
          .max(256)
          .regex(/^(\/home|\/lambda\/nfs|\/data)[/a-zA-Z0-9-]*$/),
        file_system_id: z.string(),
      }),
    )
    .default([]),
  hostname: z
    .string()
    .regex(/^[a-z0-9][0-9a-z-]{0,62}$/)
    .optional(),
  name: z.string().max(64).optional(),
  image: z.union([z.object({ id: z.string() }), z.object({ family: z.string() })]).optional(),
  user_data: z
    .string()
    .max(1024 * 1024)
    .optional(),
  tags: z
    .array(
      z.object({
        key: z
          .string()
          .max(55)
          .regex(/^[a-z][a-z0-9-:]+$/),
        value: z.string().max(128),
      }),
    )
    .default([]),
  firewall_rulesets: z.array(z.object({ id: z.string() })).default([]),
});

export type Launch = z.infer<typeof launchSchema>;

export const instanceIdsSchema = z.object({ instance_ids: z.array(z.string()).min(1) });
export const renameSchema = z.object({ name: z.string().max(64).optional() });
export const addKeySchema = z.object({
  name: z.string().min(1).max(64),
  public_key: z.string().min(1).max(4096).optional(),
});

/** What an instance is made of, kept beside the facts all machines share. */
export const instanceSchema = z.object({
  sshKeyNames: z.array(z.string()),
  hostname: z.string(),
  named: z.boolean(),
  ip: z.string(),
  privateIp: z.string(),
  imageId: z.string(),
  priceCents: z.number(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  fileSystems: z
    .array(z.object({ id: z.string(), name: z.string(), mountPoint: z.string() }))
    .default([]),
});

export type InstanceConfig = z.infer<typeof instanceSchema>;

export const sshKeySchema = z.object({ id: z.string(), name: z.string(), public_key: z.string() });
export type SshKey = z.infer<typeof sshKeySchema>;

/** One sentence naming the first broken field. */
export function firstViolation(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.map(String).join(".")}: ${issue.message}` : "Invalid request data.";
}
