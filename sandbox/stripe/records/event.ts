import { z } from "zod";
import { kept, words } from "./kept";

export const eventSchema = z.object({
  ...kept,
  type: z.string(),
  object: z.record(z.string(), z.unknown()),
  previous: z.record(z.string(), z.unknown()).nullable(),
  request: z.object({ id: z.string().nullable(), key: z.string().nullable() }),
});
export type StripeEvent = z.infer<typeof eventSchema>;

export const endpointSchema = z.object({
  ...kept,
  url: z.string(),
  secret: z.string(),
  /** The secret before the last roll, which signs too until then. */
  old_secret: z.object({ secret: z.string(), until: z.number() }).nullable(),
  enabled_events: z.array(z.string()),
  api_version: z.string().nullable(),
  description: z.string().nullable(),
  status: z.enum(["enabled", "disabled"]),
  metadata: words,
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** One event on its way to one endpoint. */
export const deliverySchema = z.object({
  ...kept,
  event: z.string(),
  type: z.string(),
  endpoint: z.string(),
  state: z.enum(["waiting", "delivered", "failed", "dropped"]),
  /** In milliseconds of the sandbox's clock; deliveries leave in the order of these. */
  next_ms: z.number(),
  attempts: z.array(z.object({ at: z.number(), status: z.union([z.number(), z.string()]) })),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** How an account treats payments that fail, and how long a renewal's invoice stays a draft. */
export const rulesSchema = z.object({
  ...kept,
  retry_days: z.array(z.number().positive()),
  after_retries: z.enum(["canceled", "unpaid", "past_due"]),
  draft_s: z.number().int().min(0),
});
export type Rules = z.infer<typeof rulesSchema>;
