import { z } from "zod";
import { kept, place, words } from "./kept";

const card = z.object({
  brand: z.string(),
  last4: z.string(),
  country: z.string(),
  funding: z.string(),
  exp_month: z.number(),
  exp_year: z.number(),
  fingerprint: z.string(),
});

export const paymentMethodSchema = z.object({
  ...kept,
  customer: z.string().nullable(),
  type: z.enum(["card", "us_bank_account", "sepa_debit"]),
  card: card.nullable(),
  /** The last four digits and the fingerprint of a bank account. */
  bank: z.object({ last4: z.string(), fingerprint: z.string() }).nullable(),
  /** The number it was made from; it decides how every charge goes. */
  number: z.string(),
  /** The cardholder has once agreed to charges made without them. */
  set_up: z.boolean(),
  billing: z.object({
    email: z.string().nullable(),
    name: z.string().nullable(),
    address: place.nullable(),
  }),
  metadata: words,
});
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;

const failure = z.object({
  code: z.string(),
  decline_code: z.string().nullable(),
  message: z.string(),
  charge: z.string().nullable(),
  payment_method: z.string().nullable(),
});
export type Failure = z.infer<typeof failure>;

export const paymentIntentSchema = z.object({
  ...kept,
  amount: z.number(),
  amount_received: z.number(),
  currency: z.string(),
  customer: z.string(),
  invoice: z.string(),
  description: z.string(),
  status: z.enum([
    "requires_payment_method",
    "requires_action",
    "processing",
    "succeeded",
    "canceled",
  ]),
  payment_method: z.string().nullable(),
  latest_charge: z.string().nullable(),
  last_payment_error: failure.nullable(),
  canceled_at: z.number().nullable(),
  /** A bank debit on its way: when the bank says what became of it, and what it will say. */
  settles: z.object({ at: z.number(), well: z.boolean() }).nullable(),
  metadata: words,
});
export type PaymentIntent = z.infer<typeof paymentIntentSchema>;

export const chargeSchema = z.object({
  ...kept,
  amount: z.number(),
  amount_refunded: z.number(),
  currency: z.string(),
  customer: z.string(),
  payment_intent: z.string(),
  payment_method: z.string(),
  status: z.enum(["succeeded", "pending", "failed"]),
  failure: failure.nullable(),
  disputed: z.boolean(),
  description: z.string(),
  metadata: words,
});
export type Charge = z.infer<typeof chargeSchema>;

export const refundSchema = z.object({
  ...kept,
  amount: z.number(),
  currency: z.string(),
  charge: z.string(),
  payment_intent: z.string(),
  reason: z.string().nullable(),
  metadata: words,
});
export type Refund = z.infer<typeof refundSchema>;

export const disputeSchema = z.object({
  ...kept,
  amount: z.number(),
  currency: z.string(),
  charge: z.string(),
  payment_intent: z.string(),
  reason: z.string(),
  status: z.enum(["needs_response", "under_review", "won", "lost"]),
  metadata: words,
});
export type Dispute = z.infer<typeof disputeSchema>;

export const setupIntentSchema = z.object({
  ...kept,
  customer: z.string().nullable(),
  payment_method: z.string().nullable(),
  status: z.enum(["requires_payment_method", "requires_action", "succeeded", "canceled"]),
  usage: z.enum(["off_session", "on_session"]),
  description: z.string().nullable(),
  cancellation_reason: z.string().nullable(),
  metadata: words,
});
export type SetupIntent = z.infer<typeof setupIntentSchema>;
