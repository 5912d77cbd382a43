import { z } from "zod";

const digits = z.string().regex(/^\d{1,4}$/);

/** Newer answers name their currency. Rows stay unread: an odd one must not hide the others. */
export const serverMeta = z.object({
  server_meta: z.array(z.unknown()),
  currency: z.enum(["USD", "INR"]).nullish(),
});

/** True comes as a word or a number too. */
const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((value) => /^(true|1)$/i.test(String(value)));

/** What any answer may say of itself, whatever its status; one word is misspelt in some. */
const told = {
  success: flag.optional(),
  sucess: flag.optional(),
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  detail: z.unknown().optional(),
};

const isTold = ({ success, sucess }: { success?: boolean; sucess?: boolean }) =>
  success !== undefined || sucess !== undefined;

/** What a call that changes something answers: whether it was done, and in words why not. */
export const outcome = z.object(told).refine(isTold, { path: ["success"] });

/** What may be said in place of the answer that was hoped for. */
export const refusal = z.object(told);

export type Told = z.infer<typeof refusal>;

const machineId = z
  .union([z.number().int().positive(), z.string().regex(/^[1-9]\d*$/)])
  .transform(String);

/** A machine that was made or resumed, under the id it has from now on. */
export const made = z.object({ ...told, machine_id: machineId });

/** The same of an answer that may have none, as where nothing was made. */
export const anyMade = z.object({ ...told, machine_id: machineId.nullable().default(null) });

const count = z.number().int().nonnegative();
const text = z.string().nullish();

/** Fields that tell where it is reached are out of date unless it runs. */
export const machine = z.object({
  machine_id: machineId,
  status: z.string().min(1),
  instance_name: text,
  name: text,
  template: text,
  framework: text,
  region: text,
  gpu_type: text,
  num_gpus: count.nullish(),
  hdd: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d+/)
        .transform((size) => Number.parseInt(size, 10)),
    ])
    .nullish(),
  is_spot: z.boolean().nullish(),
  fs_id: count.nullish(),
  public_ip: text,
  ssh_str: text,
  ssh_command: text,
});

export type Machine = z.infer<typeof machine>;

export const machineAnswer = z
  .object({ ...told, instance: machine.nullish() })
  .refine(isTold, { path: ["success"] });

export const machineList = z
  .object({ ...told, instances: z.array(machine).nullish() })
  .refine(isTold, { path: ["success"] });

export const user = z.object({
  user_id: z.union([z.string().min(1), z.number()]).transform(String),
});

export type User = z.infer<typeof user>;

/** In the account's currency. Whether credit that was given stands in it too is told nowhere. */
export const balance = z.object({ balance: z.number() });

const sshKey = z.object({
  ssh_key: z.string().min(1),
  key_name: text,
  key_id: z.union([z.string().min(1), z.number()]).transform(String),
});

export type SshKey = z.infer<typeof sshKey>;

export const sshKeyList = z.array(sshKey);

/** Whether the account pays in India. */
export const paysInRupees = outcome.transform((said) => ({ success: !saysNo(said) }));

/** Whether an answer says of itself that what was asked for was not done. */
export function saysNo({ success, sucess }: Told): boolean {
  return (success ?? sucess) === false;
}

export const serverPool = z.object({
  gpu_type: z.string().min(1),
  region: z.string().min(1),
  num_free_devices: count,
  effective_num_free_devices: count.nullish(),
  price_per_hour: z.number().positive(),
  spot_price: z.number().positive().nullish(),
  vram: digits,
  cpus_per_gpu: z.number().nullish(),
  ram_per_gpu: z.number().nullish(),
  workload_type: z.enum(["container", "vm"]).nullish(),
  num_gpus: digits.nullish(),
  spot_only_server: z.boolean().nullish(),
});

export type ServerPool = z.infer<typeof serverPool>;
