import { z } from "zod";
import { kept, words } from "./kept";

export const lineSchema = z.object({
  id: z.string(),
  /** Before discounts; with tax only where the price includes it. */
  amount: z.number(),
  description: z.string(),
  period: z.object({ start: z.number(), end: z.number() }),
  price: z.string(),
  quantity: z.number(),
  proration: z.boolean(),
  subscription: z.string().nullable(),
  subscription_item: z.string(),
  invoice_item: z.string().nullable(),
  discounts: z.array(z.object({ discount: z.string(), amount: z.number() })),
  tax: z.object({ amount: z.number(), rate: z.string(), inclusive: z.boolean() }).nullable(),
});
export type Line = z.infer<typeof lineSchema>;

const moment = z.number().nullable();

export const invoiceSchema = z.object({
  ...kept,
  customer: z.string(),
  currency: z.string(),
  subscription: z.string().nullable(),
  proration_date: moment,
  status: z.enum(["draft", "open", "paid", "uncollectible", "void"]),
  reason: z.enum(["subscription_create", "subscription_cycle", "subscription_update", "upcoming"]),
  number: z.string().nullable(),
  lines: z.array(lineSchema),
  automatic_tax: z.boolean(),
  discounts: z.array(z.string()),
  starting_balance: z.number(),
  ending_balance: z.number().nullable(),
  amount_paid: z.number(),
  attempt_count: z.number(),
  auto_advance: z.boolean(),
  automatically_finalizes_at: moment,
  next_payment_attempt: moment,
  finalized_at: moment,
  paid_at: moment,
  voided_at: moment,
  marked_uncollectible_at: moment,
  period: z.object({ start: z.number(), end: z.number() }),
  payment_intent: z.string().nullable(),
  /** Paid by other means, as the seller said. */
  out_of_band: z.boolean(),
  credited: z.number(),
  metadata: words,
  description: z.string().nullable(),
});
export type Invoice = z.infer<typeof invoiceSchema>;

export const invoicePaymentSchema = z.object({
  ...kept,
  invoice: z.string(),
  payment_intent: z.string(),
  amount_requested: z.number(),
  amount_paid: z.number().nullable(),
  currency: z.string(),
  status: z.enum(["open", "paid", "canceled"]),
  paid_at: moment,
  canceled_at: moment,
});
export type InvoicePayment = z.infer<typeof invoicePaymentSchema>;

/** Something to be put on the next invoice of a subscription. */
export const invoiceItemSchema = z.object({
  ...kept,
  customer: z.string(),
  currency: z.string(),
  subscription: z.string(),
  invoice: z.string().nullable(),
  line: lineSchema,
});
export type InvoiceItem = z.infer<typeof invoiceItemSchema>;

export const creditNoteSchema = z.object({
  ...kept,
  invoice: z.string(),
  customer: z.string(),
  currency: z.string(),
  amount: z.number(),
  number: z.string(),
  memo: z.string().nullable(),
  reason: z.string().nullable(),
  refund: z.string().nullable(),
  credited_to_balance: z.number(),
  pre_payment: z.boolean(),
  status: z.enum(["issued", "void"]),
  metadata: words,
});
export type CreditNote = z.infer<typeof creditNoteSchema>;
