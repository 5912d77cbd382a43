import { z } from "zod";

const region = z.object({ name: z.string().min(1) });

export const instanceTypeItem = z.object({
  instance_type: z.object({
    name: z.string().min(1),
    description: z.string(),
    price_cents_per_hour: z.number().int().nonnegative(),
    specs: z.object({
      vcpus: z.number(),
      memory_gib: z.number(),
      storage_gib: z.number(),
      gpus: z.number().int(),
    }),
  }),
  regions_with_capacity_available: z.array(region),
});

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const instanceTypes = z.object({ data: z.record(z.string(), z.unknown()) });

export const instance = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  ip: z.string().nullish(),
  status: z.string(),
  region: region,
  file_system_names: z.array(z.string()),
  instance_type: z.object({ price_cents_per_hour: z.number().int().nonnegative() }),
});

export const instanceAnswer = z.object({ data: instance });
export const instanceList = z.object({ data: z.array(instance) });

export const launched = z.object({
  data: z.object({ instance_ids: z.array(z.string().min(1)).min(1) }),
});
export const touched = z.object({ data: z.object({}) });

const sshKey = z.object({ id: z.string().min(1), name: z.string(), public_key: z.string() });
export const sshKeyList = z.object({ data: z.array(sshKey) });
export const sshKeyAnswer = z.object({ data: sshKey });

const fileSystem = z.object({
  id: z.string().min(1),
  name: z.string(),
  created: z.iso.datetime({ offset: true }),
  is_in_use: z.boolean(),
  region: region,
  /** An estimate that is made every few hours, so a new one has none. */
  bytes_used: z.number().nonnegative().optional(),
});
export const fileSystemList = z.object({ data: z.array(fileSystem) });
export const deleted = z.object({ data: z.object({ deleted_ids: z.array(z.string()) }) });

/** What a refusal looks like. */
export const refusal = z.object({ error: z.object({ code: z.string() }) });

export type InstanceTypeItem = z.infer<typeof instanceTypeItem>;
export type LambdaInstance = z.infer<typeof instance>;
export type SshKey = z.infer<typeof sshKey>;
export type FileSystem = z.infer<typeof fileSystem>;
