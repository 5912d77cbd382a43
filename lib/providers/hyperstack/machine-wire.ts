import { z } from "zod";

/** Only an answer that says so itself is a good one. */
const good = { status: z.literal(true) };
const id = z.number().int().nonnegative();
const count = z.number().int().nonnegative().nullish();
/** What a page of a list tells of itself. */
const page = { ...good, count, page_size: count };

/** What a refusal looks like; the word of its kind is left out at times. */
export const refusal = z.object({ status: z.literal(false), message: z.string() });

export const done = z.object(good);

export const userAnswer = z.object({
  ...good,
  user: z.object({ email: z.string().nullish(), name: z.string().nullish() }),
});

/** In dollars. */
export const creditAnswer = z.object({
  ...good,
  data: z.object({ credit: z.number(), can_create_instance: z.boolean() }),
});

const environment = z.object({ name: z.string().min(1), region: z.string() });
export const environmentPage = z.object({ ...page, environments: z.array(environment) });
export const environmentAnswer = z.object({ ...good, environment });

const keypair = z.object({
  id,
  name: z.string().min(1),
  public_key: z.string(),
  environment: z.object({ name: z.string() }).nullish(),
});
export const keypairPage = z.object({ ...page, keypairs: z.array(keypair) });
export const keypairAnswer = z.object({ ...good, keypair });

const image = z.object({
  name: z.string().min(1),
  is_public: z.boolean().nullish(),
  /** Nobody published what it holds; an image without any runs on every flavor. */
  flavor_restrictions: z.unknown(),
});
export const imageList = z.object({
  ...good,
  images: z.array(z.object({ images: z.array(image) })),
});

const securityRule = z.object({
  direction: z.string().nullish(),
  protocol: z.string().nullish(),
  port_range_min: z.number().int().nullish(),
  port_range_max: z.number().int().nullish(),
});

export const vm = z.object({
  id,
  name: z.string(),
  status: z.string().min(1),
  vm_state: z.string().nullish(),
  floating_ip: z.string().nullish(),
  floating_ip_status: z.string().nullish(),
  port_randomization: z.boolean().nullish(),
  flavor: z.object({ disk: z.number().nonnegative().nullish() }).nullish(),
  environment: z.object({ region: z.string().nullish() }).nullish(),
  security_rules: z.array(securityRule).nullish(),
  created_at: z.string().nullish(),
});
export const vmAnswer = z.object({ ...good, instance: vm });
export const vmPage = z.object({ ...page, instances: z.array(vm) });

/** One machine is asked for, so there is one. */
export const vmMade = z
  .object({ ...good, instances: z.array(z.object({ id })).length(1) })
  .transform(({ instances }) => String(instances[0]?.id));

export type Credit = z.infer<typeof creditAnswer>["data"];
export type Environment = z.infer<typeof environment>;
export type Image = z.infer<typeof image>;
export type Keypair = z.infer<typeof keypair>;
export type User = z.infer<typeof userAnswer>["user"];
export type Vm = z.infer<typeof vm>;
