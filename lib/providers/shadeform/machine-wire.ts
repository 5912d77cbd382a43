import { z } from "zod";

/** One machine. What only some clouds tell may be missing; an address comes once there is one. */
export const instance = z.object({
  id: z.string().min(1),
  name: z.string(),
  region: z.string().min(1),
  status: z.string().min(1),
  status_details: z.string().nullish(),
  /** `false`: in a cloud account of the user's own, which bills it. */
  shade_cloud: z.boolean().nullish(),
  ip: z.string().nullish(),
  ssh_user: z.string().nullish(),
  ssh_port: z.number().int().nullish(),
  /** In US cents, while other amounts of the same machine are dollars in a string. */
  hourly_price: z.number().int().nonnegative().nullish(),
  port_mappings: z
    .array(z.object({ internal_port: z.number().int(), external_port: z.number().int() }))
    .nullish(),
  created_at: z.string().nullish(),
});

export const instanceList = z.object({ instances: z.array(instance) });

/** What answers a launch and a new SSH key. */
export const made = z.object({ id: z.string().min(1) });

export const sshKey = z.object({
  id: z.string().min(1),
  name: z.string(),
  public_key: z.string(),
});

export const sshKeyList = z.object({ ssh_keys: z.array(sshKey) });

/** What a launch has to know of a type as it is listed now. */
export const offered = z.object({
  cloud: z.string(),
  shade_instance_type: z.string(),
  configuration: z.object({ os_options: z.array(z.string()).nullish() }),
  hourly_price: z.number().int().nonnegative(),
  availability: z.array(z.unknown()),
});

export const refusal = z.object({ message: z.string() });

export type ShadeInstance = z.infer<typeof instance>;
export type SshKey = z.infer<typeof sshKey>;
export type Offered = z.infer<typeof offered>;
