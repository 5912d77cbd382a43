import { z } from "zod";

const price = z.number().nonnegative();
const amount = z.number().nonnegative();

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const locationList = z
  .object({ data: z.object({ locations: z.array(z.unknown()) }) })
  .transform(({ data }) => data.locations);

export const location = z.object({
  id: z.string().min(1),
  city: z.string().min(1),
  country: z.string().min(1),
  tier: z.number().nullish(),
  gpus: z.array(z.unknown()),
});

export const locationGpu = z.object({
  v0Name: z.string().min(1),
  max_count: z.number().int().nonnegative(),
  price_per_hr: price,
  resources: z.object({ max_vcpus: amount, max_ram_gb: amount, max_storage_gb: amount }),
  pricing: z.object({ per_vcpu_hr: price, per_gb_ram_hr: price, per_gb_storage_hr: price }),
  network_features: z
    .object({
      dedicated_ip_available: z.boolean().nullish(),
      port_forwarding_available: z.boolean().nullish(),
    })
    .nullish(),
});

export type Location = z.infer<typeof location>;
export type LocationGpu = z.infer<typeof locationGpu>;

const portForward = z.object({ internal_port: z.number().int(), external_port: z.number().int() });

const facts = {
  name: z.string(),
  status: z.string().min(1),
  ipAddress: z.string().nullish(),
  /** Clients know a list; the one document there is says an object, whose fields it does not tell. */
  portForwards: z
    .union([z.array(portForward), z.looseObject({}).transform(() => "unread" as const)])
    .nullish(),
  /** US dollars, all in. */
  rateHourly: z.number().nonnegative().nullish(),
};

const id = z.string().min(1);

/** Some clients met a machine's facts beside its id, others below `attributes`. */
const instance = z.union([
  z.object({ id, attributes: z.object(facts) }).transform((row) => ({
    id: row.id,
    ...row.attributes,
  })),
  z.object({ id, ...facts }),
]);

export const oneInstance = z.union([
  z.object({ data: instance }).transform(({ data }) => data),
  instance,
]);

const instances = z.array(instance);

/** A list in any of the three places where clients met it, and of nothing but machines. */
export const instanceList = z.union([
  z.object({ data: z.object({ instances }) }).transform(({ data }) => data.instances),
  z.object({ data: instances }).transform(({ data }) => data),
  z
    .object({ data: z.object({ attributes: z.object({ instances }) }) })
    .transform(({ data }) => data.attributes.instances),
]);

const made = z.object({ id });

export const madeInstance = z.union([z.object({ data: made }).transform(({ data }) => data), made]);

/** What an act is answered with; it tells nothing that a look at the machine does not. */
export const accepted = z.object({ data: z.looseObject({}) });

export type TensordockInstance = z.infer<typeof instance>;

/** Refusals as clients met them: of what was sent, field by field, and of everything else. */
export const fieldErrors = z
  .array(z.object({ code: z.string(), message: z.string(), path: z.array(z.unknown()).nullish() }))
  .min(1);

export const plainError = z.object({
  error: z.string(),
  status: z.number().int().min(400).max(599).nullish(),
});

/** The form that the one document there is tells of. */
export const documentErrors = z.object({
  errors: z
    .array(
      z.object({
        status: z.string().nullish(),
        title: z.string().nullish(),
        detail: z.string().nullish(),
      }),
    )
    .min(1),
});
