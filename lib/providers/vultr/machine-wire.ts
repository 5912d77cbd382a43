import { z } from "zod";

const page = z.object({ links: z.object({ next: z.string() }) });

const shared = {
  id: z.string().min(1),
  status: z.string(),
  main_ip: z.string().nullish(),
  region: z.string(),
  label: z.string(),
  date_created: z.string(),
  user_scheme: z.string().nullish(),
};

export const vm = z.object({
  ...shared,
  power_status: z.string(),
  server_status: z.string(),
});

/** Tells no power state; `ram` and `disk` are texts here, so they stay unread. */
export const bareMetal = z.object(shared);

export const vmAnswer = z.object({ instance: vm });
export const vmPage = z.object({ instances: z.array(vm), meta: page });
export const metalAnswer = z.object({ bare_metal: bareMetal });
export const metalPage = z.object({ bare_metals: z.array(bareMetal), meta: page });

const withId = z.object({ id: z.string().min(1) });
export const vmMade = z.object({ instance: withId }).transform(({ instance }) => instance.id);

/** The document's schema calls it otherwise than its own example. */
export const metalMade = z
  .union([z.object({ bare_metal: withId }), z.object({ baremetal: withId })])
  .transform((made) => ("bare_metal" in made ? made.bare_metal.id : made.baremetal.id));

export const nothing = z.undefined();

/** `balance` is negative while there is credit; `pending_charges` is not in it yet. */
export const accountAnswer = z.object({
  account: z.object({
    name: z.string().nullish(),
    email: z.string().nullish(),
    acls: z.array(z.string()),
    balance: z.number(),
    pending_charges: z.number(),
  }),
});

const sshKey = z.object({ id: z.string().min(1), name: z.string(), ssh_key: z.string() });
export const sshKeyAnswer = z.object({ ssh_key: sshKey });
export const sshKeyPage = z.object({ ssh_keys: z.array(sshKey), meta: page });

/** `cost` is in dollars a month. */
export const block = z.object({
  id: z.string().min(1),
  label: z.string(),
  status: z.string(),
  size_gb: z.number(),
  region: z.string(),
  cost: z.number().nonnegative().nullish(),
  date_created: z.string(),
  attached_to_instance: z.string().nullish(),
});

export const blockAnswer = z.object({ block });
export const blockPage = z.object({ blocks: z.array(block), meta: page });

/** What a refusal looks like. */
export const refusal = z.object({ error: z.string() });

export type Account = z.infer<typeof accountAnswer>["account"];
export type BareMetal = z.infer<typeof bareMetal>;
export type Block = z.infer<typeof block>;
export type SshKey = z.infer<typeof sshKey>;
export type Vm = z.infer<typeof vm>;
