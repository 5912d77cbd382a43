import { z } from "zod";

/** What a refusal looks like: one sentence, FastAPI's own list, or a list of parameters. */
export const refusal = z.union([
  z.object({ detail: z.string() }).transform(({ detail }) => [detail]),
  z
    .object({ detail: z.array(z.object({ msg: z.string() })) })
    .transform(({ detail }) => detail.map(({ msg }) => msg)),
  z
    .object({ errors: z.array(z.object({ details: z.string() })) })
    .transform(({ errors }) => errors.map(({ details }) => details)),
]);

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const availabilityPage = z.object({
  items: z.array(z.unknown()),
  totalCount: z.number().int().nonnegative(),
});

/** GPU type, then count, then region: prices. */
export const gpuSummary = z.record(z.string(), z.record(z.string(), z.unknown()));

const part = z.object({ defaultCount: z.number().nullish() }).nullish();

export const availabilityItem = z.object({
  cloudId: z.string().min(1),
  gpuType: z.string().min(1),
  socket: z.string().min(1),
  provider: z.string().min(1),
  region: z.string().nullish(),
  dataCenter: z.string().nullish(),
  country: z.string().nullish(),
  gpuCount: z.number().int().positive(),
  disk: part,
  vcpu: part,
  memory: part,
  stockStatus: z.string().default("Available"),
  security: z.string().min(1),
  prices: z.object({
    onDemand: z.number().nonnegative().nullish(),
    communityPrice: z.number().nonnegative().nullish(),
    currency: z.enum(["USD", "EUR"]),
  }),
  images: z.array(z.string()).default([]),
  isSpot: z.boolean().nullish(),
  prepaidTime: z.number().nonnegative().nullish(),
});

export type AvailabilityItem = z.infer<typeof availabilityItem>;

/** A page of anything that is owned: pods, SSH keys, the history. */
export const pageOf = <T>(row: z.ZodType<T>) =>
  z.object({ total_count: z.number().int().nonnegative(), data: z.array(row) });

/** Times are told with or without an offset, which is then UTC. */
const instant = z
  .string()
  .transform((text) => new Date(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`))
  .refine((at) => !Number.isNaN(at.getTime()));

/** One text, or one of each node, which may be missing still. */
const perNode = z.union([z.string(), z.array(z.string().nullable())]).nullish();

const price = z.number().nonnegative();

const portMapping = z.object({
  internal: z.string(),
  external: z.string(),
  protocol: z.string(),
  usedBy: z.string().nullish(),
});

/** Prices are in US dollars; one told in another currency stands beside them. */
export const pod = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  status: z.string(),
  installationStatus: z.string().nullish(),
  providerType: z.string().nullish(),
  priceHr: price,
  stoppedPriceHr: price.nullish(),
  provisioningPriceHr: price.nullish(),
  sshConnection: perNode,
  ip: perNode,
  primePortMapping: z.array(portMapping).nullish(),
  createdAt: instant.nullish(),
});

export const madePod = z.object({ id: z.string().min(1) });
export const ended = z.object({ status: z.string() });
export const podCount = z.object({ total_count: z.number() });

/** A disk that outlives pods. */
export const disk = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  size: z.number().nonnegative(),
  status: z.string(),
  priceHr: price.nullish(),
  stoppedPriceHr: price.nullish(),
  createdAt: instant.nullish(),
  info: z.object({ country: z.string().nullish(), dataCenterId: z.string().nullish() }).nullish(),
  pods: z.array(z.string()).default([]),
});

/** A pod that has ended, and all that was billed for it. */
export const history = z.object({
  id: z.string().min(1),
  terminatedAt: instant.nullish(),
  totalBilledPrice: price,
});

const permission = z.object({ read: z.boolean(), write: z.boolean() }).nullable();

export const whoami = z.object({
  data: z.object({
    email: z.string().nullish(),
    scope: z.record(z.string(), permission).nullish(),
  }),
});

export const wallet = z.object({ balance_usd: z.number() });

export const sshKey = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  publicKey: z.string(),
});

export type Pod = z.infer<typeof pod>;
export type Disk = z.infer<typeof disk>;
export type Whoami = z.infer<typeof whoami>["data"];
export type Wallet = z.infer<typeof wallet>;
export type SshKey = z.infer<typeof sshKey>;
