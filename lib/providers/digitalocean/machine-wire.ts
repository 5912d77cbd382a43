import { z } from "zod";
import { pageFacts } from "./wire";

const whole = z.number().int().positive();

const address = z.object({ ip_address: z.string(), type: z.string() });

export const droplet = z.object({
  id: whole,
  name: z.string(),
  status: z.string(),
  created_at: z.string(),
  networks: z.object({ v4: z.array(address) }),
  region: z.object({ slug: z.string() }),
  size: z.object({ price_hourly: z.number().nonnegative() }),
});

export const dropletAnswer = z.object({ droplet });
export const dropletPage = pageFacts.extend({ droplets: z.array(droplet) });
export const dropletMade = z.object({ droplet: z.object({ id: whole }) });

const action = z.object({ id: whole, status: z.string(), type: z.string() });
export const actionAnswer = z.object({ action });
export const actionPage = z.object({ actions: z.array(action) });

export const nothing = z.undefined();

export const accountAnswer = z.object({
  account: z.object({
    email: z.string().nullish(),
    status: z.string(),
    team: z.object({ name: z.string().nullish() }).nullish(),
  }),
});

/** Decimals as texts; what is owed is above zero. */
export const balanceAnswer = z.object({ month_to_date_balance: z.string() });

const sshKey = z.object({ id: whole, name: z.string(), public_key: z.string() });
export const sshKeyAnswer = z.object({ ssh_key: sshKey });
export const sshKeyPage = pageFacts.extend({ ssh_keys: z.array(sshKey) });

export const volume = z.object({
  id: z.string().min(1),
  name: z.string(),
  size_gigabytes: z.number().positive(),
  created_at: z.string(),
  droplet_ids: z.array(whole).nullish(),
  region: z.object({ slug: z.string() }),
});

export const volumePage = pageFacts.extend({ volumes: z.array(volume) });

/** What a refusal looks like. */
export const refusal = z.object({ id: z.string(), message: z.string() });

export type Account = z.infer<typeof accountAnswer>["account"];
export type Action = z.infer<typeof action>;
export type Droplet = z.infer<typeof droplet>;
export type SshKey = z.infer<typeof sshKey>;
export type DropletVolume = z.infer<typeof volume>;
