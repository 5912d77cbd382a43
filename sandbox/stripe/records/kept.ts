import { z } from "zod";

/** The fields every record has; `created` in Unix seconds. */
export const kept = { id: z.string(), account: z.string(), created: z.number() };
export const words = z.record(z.string(), z.string());

export const place = z.object({
  city: z.string().nullable(),
  country: z.string().nullable(),
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  postal_code: z.string().nullable(),
  state: z.string().nullable(),
});
export type Place = z.infer<typeof place>;

export const NO_PLACE: Place = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};
