import { z } from "zod";

/** `null` says that nothing is left. Rows stay unread: an odd one must not hide the others. */
export const machineList = z
  .array(z.unknown())
  .nullable()
  .transform((rows) => rows ?? []);

const gpus = z.object({
  count: z.number().int().nonnegative(),
  model: z.string().min(1).nullish(),
});

/** One kind of machine that is left; `Specs` is what a launch wants back. */
export const machine = z.object({
  Quantity: z.number().int().nonnegative(),
  MinimumReservationMinutes: z.number().int().nonnegative(),
  OnDemandPrice: z.number().int().nonnegative(),
  Specs: z.object({
    cpu_cores: z.number().nonnegative(),
    ram_capacity: z.number().nonnegative(),
    disk_capacity: z.number().nonnegative(),
    gpus: z.array(gpus).nullish(),
  }),
});

export type Machine = z.infer<typeof machine>;

/** The same as it came, every field of it. */
export const machineSpecs = z.object({ Specs: z.looseObject({}) });

export const virtualMachine = z.object({
  name: z.string().min(1),
  ip_address: z.string().nullish(),
  ssh_access: z
    .object({ ip_address: z.string(), dns_name: z.string().nullish(), port: z.number().int() })
    .nullish(),
});

export const vmList = z
  .array(virtualMachine)
  .nullable()
  .transform((rows) => rows ?? []);

/** A word of the virtual machine's host. */
export const vmState = z.object({ state: z.string() });

const team = z.object({
  handle: z.string(),
  effective_roles: z.array(z.string()),
  /** Membership that was offered and not yet taken. */
  invitation: z.boolean().nullish(),
});

export const user = z.object({
  user: z.object({ email: z.string().nullish() }),
  teams: z.array(team),
});

/** In US cents. */
export const balance = z.object({ available_balance: z.number().int() });

export const sshKey = z.object({
  type: z.string().min(1),
  public_key: z.string().min(1),
  fingerprint: z.string().min(1),
  comment: z.string().nullish(),
});

export const sshKeyList = z
  .array(sshKey)
  .nullable()
  .transform((rows) => rows ?? []);

export type User = z.infer<typeof user>;
export type SshKey = z.infer<typeof sshKey>;
export type VirtualMachine = z.infer<typeof virtualMachine>;
