import { z } from "zod";
import { kept, words } from "./kept";

const item = z.object({
  id: z.string(),
  created: z.number(),
  price: z.string(),
  quantity: z.number(),
  metadata: words,
});
export type Item = z.infer<typeof item>;

const span = z.object({ start: z.number(), end: z.number() });
export type Span = z.infer<typeof span>;

const statuses = z.enum([
  "incomplete",
  "incomplete_expired",
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "canceled",
  "paused",
]);

export const subscriptionSchema = z.object({
  ...kept,
  customer: z.string(),
  currency: z.string(),
  status: statuses,
  items: z.array(item),
  period: span,
  anchor: z.number(),
  cancel_at: z.number().nullable(),
  cancel_at_period_end: z.boolean(),
  canceled_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  cancellation: z.object({
    reason: z.string().nullable(),
    comment: z.string().nullable(),
    feedback: z.string().nullable(),
  }),
  default_payment_method: z.string().nullable(),
  save_default: z.enum(["off", "on_subscription"]),
  description: z.string().nullable(),
  discounts: z.array(z.string()),
  automatic_tax: z.boolean(),
  latest_invoice: z.string().nullable(),
  pending_setup_intent: z.string().nullable(),
  metadata: words,
  schedule: z.string().nullable(),
  trial_start: z.number().nullable(),
  trial_end: z.number().nullable(),
  missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]),
  pending_update: z
    .object({
      expires_at: z.number(),
      items: z.array(item),
      period: span,
      invoice: z.string(),
      /** The trial ends with it, then. */
      trial_end: z.number().nullable().default(null),
    })
    .nullable(),
  /** Which coming moments have been told already, by the time they were told for. */
  told: z.object({ trial_end: z.number(), renewal: z.number() }),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

const phase = z.object({
  start_date: z.number(),
  end_date: z.number(),
  items: z.array(z.object({ price: z.string(), quantity: z.number(), metadata: words })),
  proration_behavior: z.enum(["none", "create_prorations", "always_invoice"]),
  metadata: words,
  trial_end: z.number().nullable(),
});
export type Phase = z.infer<typeof phase>;

export const scheduleSchema = z.object({
  ...kept,
  customer: z.string(),
  subscription: z.string().nullable(),
  released_subscription: z.string().nullable(),
  status: z.enum(["not_started", "active", "completed", "released", "canceled"]),
  end_behavior: z.enum(["release", "cancel"]),
  phases: z.array(phase),
  /** The phase the subscription is in. */
  phase: z.number(),
  metadata: words,
  canceled_at: z.number().nullable(),
  completed_at: z.number().nullable(),
  released_at: z.number().nullable(),
});
export type Schedule = z.infer<typeof scheduleSchema>;
