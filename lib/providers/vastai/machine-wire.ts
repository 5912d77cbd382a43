import { z } from "zod";

const portMap = z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullable());

/** A rented slice: dates in seconds, prices in dollars per hour for all of it. */
export const machine = z.object({
  id: z.number().int().positive(),
  label: z.string().nullish(),
  /** What the container does; `null` before the host has heard of it. */
  actual_status: z.string().nullable(),
  /** What the account asked for. */
  intended_status: z.string().nullish(),
  /** What the contract is at, and what it goes to. */
  cur_state: z.string().nullish(),
  next_state: z.string().nullish(),
  status_msg: z.string().nullish(),
  is_bid: z.boolean().nullish(),
  dph_total: z.number().nonnegative().nullish(),
  /** Of the disk, in dollars per hour. */
  storage_total_cost: z.number().nonnegative().nullish(),
  /** What it costs in the state it is in. */
  instance: z.object({ totalHour: z.number().nonnegative().optional() }).nullish(),
  ssh_host: z.string().nullish(),
  ssh_port: z.number().int().nullish(),
  image_runtype: z.string().nullish(),
  public_ipaddr: z.string().nullish(),
  /** The document also knows a list of numbers, which tells no addresses. */
  ports: z.union([portMap, z.array(z.unknown()).transform((): null => null)]).nullish(),
  geolocation: z.string().nullish(),
  start_date: z.number().nullish(),
});

export const machinePage = z.object({
  instances: z.array(machine),
  next_token: z.string().nullish(),
});

/** One machine stands under a plural name, and `null` where there is none. */
export const machineAnswer = z.object({ instances: machine.nullable() });

export type VastMachine = z.infer<typeof machine>;
