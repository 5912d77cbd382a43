import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const offerList = z.object({ offers: z.array(z.unknown()) });

const amount = z.number().nonnegative();

/** A slice of one host's machine; memory is in MB, that of the CPUs is the whole machine's. */
export const ask = z.object({
  gpu_name: z.string().nullish(),
  num_gpus: z.number().int().nonnegative(),
  gpu_ram: amount.nullish(),
  cpu_ram: amount.nullish(),
  cpu_cores: amount.nullish(),
  cpu_cores_effective: amount.nullish(),
  dph_total: amount,
  min_bid: amount.nullish(),
  /** Dollars per GB and month. */
  storage_cost: amount.nullish(),
  verification: z.string(),
  rentable: z.boolean().nullish(),
  rented: z.boolean().nullish(),
  geolocation: z.string().nullish(),
  /** Part of the time the host was reachable, 0 to 1. */
  reliability2: z.number(),
  /** Mbit/s. */
  inet_down: amount.nullish(),
  cpu_arch: z.string().nullish(),
  /** The newest CUDA its driver runs. */
  cuda_max_good: amount.nullish(),
  /** 1 where a data centre runs it. */
  hosting_type: z.number().nullish(),
});

/** An ask that can be accepted by its number. */
export const openAsk = ask.extend({ id: z.number().int().positive() });

/** Some say `error` and `msg`, some only one; only the first has `success`. */
export const refusal = z.union([
  z.object({ error: z.string(), msg: z.string().nullish() }),
  z.object({ success: z.literal(false), msg: z.string(), error: z.undefined() }),
]);

/** A refusal that comes under status 200. */
export const hiddenRefusal = z.object({
  success: z.literal(false),
  error: z.string().nullish(),
  msg: z.string().nullish(),
});

/** A refused launch can have made an instance all the same, which is then stopped. */
export const leftover = z.object({ new_contract: z.number().int().positive() });

export const launched = leftover.extend({ success: z.literal(true) });
export const done = z.object({ success: z.literal(true) });

export const user = z.object({ email: z.string().nullish(), balance: z.number() });
export const sshKeyList = z.array(
  z.object({ id: z.number(), key: z.string().nullish(), public_key: z.string().nullish() }),
);
export const logRequest = z.object({ success: z.literal(true), result_url: z.string().min(1) });

/** Charges of contracts inside the days asked for; `source` is `instance-<id>`. */
export const chargePage = z.object({
  results: z.array(z.object({ source: z.string(), amount: z.number() })),
  next_token: z.string().nullish(),
});

export const volume = z.object({
  id: z.number().int().positive(),
  machine_id: z.number().int(),
  disk_space: z.number().nonnegative(),
  storage_total_cost: z.number().nonnegative().nullish(),
  instances: z.array(z.unknown()).nullish(),
  start_date: z.number().nullish(),
  status: z.string().nullish(),
  geolocation: z.string().nullish(),
  label: z.string().nullish(),
});
export const volumeList = z.object({ volumes: z.array(volume) });

export type Ask = z.infer<typeof ask>;
export type OpenAsk = z.infer<typeof openAsk>;
export type VastVolume = z.infer<typeof volume>;
export type SshKeys = z.infer<typeof sshKeyList>;
