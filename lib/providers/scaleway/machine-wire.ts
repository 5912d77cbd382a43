import { z } from "zod";

const address = z.object({ address: z.string().min(1), family: z.string().nullish() });

/** `name` is told of local disks alone. */
const volume = z.object({ id: z.string().min(1), volume_type: z.string() });

export const server = z.object({
  id: z.string().min(1),
  name: z.string(),
  state: z.string(),
  creation_date: z.string().nullish(),
  public_ips: z.array(address).nullish(),
  public_ip: address.nullish(),
  tags: z.array(z.string()).nullish(),
  allowed_actions: z.array(z.string()).nullish(),
  /** By their place; the system's is "0". */
  volumes: z.record(z.string(), volume).nullish(),
});

export const serverAnswer = z.object({ server });

/** `total` comes in a header. */
export const serverPage = z.object({
  servers: z.array(server),
  total: z.number().int().nonnegative().nullable(),
});

/** An act is only begun by its answer. */
export const taskAnswer = z.object({ task: z.object({ id: z.string().min(1) }) });

export const nothing = z.undefined();

export const sshKey = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  public_key: z.string().min(1),
});

export const sshKeyPage = z.object({
  ssh_keys: z.array(sshKey),
  total_count: z.number().int().nonnegative(),
});

/** What a refusal looks like. */
export const refusal = z.object({ type: z.string(), message: z.string().nullish() });

export type Server = z.infer<typeof server>;
export type ServerVolume = z.infer<typeof volume>;
export type SshKey = z.infer<typeof sshKey>;
