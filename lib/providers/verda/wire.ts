import { z } from "zod";

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
});

/** What a refusal looks like. */
export const refusal = z.object({ code: z.string(), message: z.string() });

/** Everything that is made is answered with its id, as plain text or as a JSON string. */
export const madeId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const typeList = z.array(z.unknown());

export const locationList = z.array(
  z.object({ code: z.string().min(1), country_code: z.string().nullish() }),
);

export const availabilityList = z.array(
  z.object({ location_code: z.string().min(1), availabilities: z.array(z.string()) }),
);

const whole = z.number().int().nonnegative();

/** Prices are decimal strings in some versions and numbers in others. */
const price = z.union([
  z.string().regex(/^\d+(\.\d+)?$/),
  z.number().nonnegative().transform(String),
]);

/** What of a type a launch must know; `supported_os` holds the images it runs. */
export const typeImages = z.object({
  instance_type: z.string(),
  supported_os: z.array(z.string()),
});

/** `location` in official clients, `location_code` in the third party's document. */
const place = { location: z.string().nullish(), location_code: z.string().nullish() };

export const instance = z.object({
  id: z.string().min(1),
  hostname: z.string(),
  status: z.string(),
  ip: z.string().nullish(),
  price_per_hour: price.nullish(),
  is_spot: z.boolean().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  ...place,
});

export const instanceList = z.array(instance);

/** Empty, or one result for each machine asked for; under 207 some of them failed. */
export const actionResults = z
  .array(z.object({ error: z.string().nullish(), statusCode: z.number().int().nullish() }))
  .optional();

export const balanceAnswer = z.object({
  amount: z.union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ]),
  currency: z
    .string()
    .transform((word) => word.toUpperCase())
    .pipe(z.enum(["USD", "EUR"])),
});

const sshKey = z.object({ id: z.string().min(1), name: z.string().nullish(), key: z.string() });
export const sshKeyList = z.array(sshKey);

const volume = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  size: z.number().nonnegative(),
  status: z.string(),
  instance_id: z.string().nullish(),
  instances: z.array(z.object({ id: z.string().min(1) })).nullish(),
  is_os_volume: z.boolean().nullish(),
  monthly_price: z.number().nonnegative().nullish(),
  currency: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  ...place,
});
export const volumeList = z.array(volume);

/** `gpu_memory` is that of all GPUs together. */
export const instanceType = z.object({
  instance_type: z.string().min(1),
  cpu: z.object({ number_of_cores: whole }),
  gpu: z.object({ description: z.string(), number_of_gpus: whole }),
  gpu_memory: z.object({ size_in_gigabytes: z.number().nonnegative() }).nullish(),
  memory: z.object({ size_in_gigabytes: z.number().nonnegative() }),
  storage: z.object({ size_in_gigabytes: z.number().nonnegative().nullish() }).nullish(),
  price_per_hour: price,
  spot_price: price.nullish(),
  currency: z.string(),
});

export type VerdaInstance = z.infer<typeof instance>;
export type VerdaVolume = z.infer<typeof volume>;
export type ActionResults = z.infer<typeof actionResults>;
export type SshKey = z.infer<typeof sshKey>;
export type VerdaBalance = z.infer<typeof balanceAnswer>;
export type InstanceType = z.infer<typeof instanceType>;
export type Location = z.infer<typeof locationList>[number];
export type Availability = z.infer<typeof availabilityList>;
