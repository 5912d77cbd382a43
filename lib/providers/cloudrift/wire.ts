import { z } from "zod";

const count = z.number().int().nonnegative();
const perDatacenter = z.record(z.string(), count);

export const variant = z.object({
  name: z.string().min(1),
  cost_per_hour: z.number().nonnegative(),
  gpu_count: count.nullish(),
  cpu_count: count,
  dram: count,
  disk: count,
  vram: count,
  mig_profile: z.string().nullish(),
  nodes_per_dc: perDatacenter,
  available_nodes_per_dc: perDatacenter,
  /** Where machines of it may have a public address of their own. */
  ip_availability_per_dc: z
    .record(z.string(), z.object({ public_ips: z.boolean() }))
    .nullish()
    .catch(null),
});

export const instanceType = z.object({
  brand_short: z.string().min(1),
  manufacturer: z.string().nullish(),
  variants: z.array(z.unknown()),
});

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const instanceTypeList = z.object({
  data: z.object({ instance_types: z.array(z.unknown()) }),
});

export const me = z.object({ data: z.object({ email: z.string().min(1) }) });

/** In US dollars. */
export const account = z.object({ data: z.object({ balance: z.number() }) });

export const recipeList = z.object({
  data: z.object({
    groups: z.array(
      z.object({ name: z.string(), tags: z.array(z.string()), recipes: z.array(z.unknown()) }),
    ),
  }),
});

/** A recipe of a virtual machine; those of containers have other details. */
export const recipe = z.object({
  name: z.string(),
  tags: z.array(z.string()),
  details: z.object({
    VirtualMachine: z.object({ image_url: z.string().min(1), cloudinit_url: z.string().nullish() }),
  }),
});

export const rented = z.object({
  data: z.object({ instance_ids: z.array(z.string().min(1)) }),
});

const port = z.number().int().min(1).max(65_535);

/** One of several shapes, each with a user's name; what else one holds is not read. */
const loginInfo = z.record(z.string(), z.object({ username: z.string().min(1) }));

const virtualMachine = z.object({
  ready: z.boolean(),
  state: z.string().nullish(),
  login_info: loginInfo.nullish().catch(null),
});

export const instance = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  instance_name: z.string().nullish(),
  created_at: z.string().nullish(),
  host_address: z.string().nullish(),
  /** Inner port first; none or `null` where the address is its own. */
  port_mappings: z.array(z.tuple([port, port])).nullish(),
  virtual_machines: z.array(virtualMachine).nullish(),
  containers: z.array(z.unknown()).nullish(),
  bare_metal: z.object({ ready: z.boolean() }).nullish(),
  instructions: z
    .object({ placeholder_values: z.array(z.tuple([z.string(), z.string()])) })
    .nullish()
    .catch(null),
  failure: z.object({ user_message: z.string() }).nullish().catch(null),
});

export const instanceList = z.object({ data: z.object({ instances: z.array(instance) }) });

export const terminated = z.object({ data: z.object({ terminated: z.array(z.unknown()) }) });

/** The document names no answer to stop, start, reset and resume: nothing, or anything in an envelope. */
export const done = z.object({ version: z.string() }).optional();

export type Variant = z.infer<typeof variant>;
export type Recipe = z.infer<typeof recipe>;
export type RentedInstance = z.infer<typeof instance>;
