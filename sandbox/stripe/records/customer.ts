import { z } from "zod";
import { kept, place, words } from "./kept";

export const customerSchema = z.object({
  ...kept,
  email: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  description: z.string().nullable(),
  metadata: words,
  address: place.nullable(),
  /** Below zero the customer has credit. */
  balance: z.number(),
  /** Fixed by the first subscription. */
  currency: z.string().nullable(),
  default_payment_method: z.string().nullable(),
  tax_exempt: z.enum(["none", "exempt", "reverse"]),
  preferred_locales: z.array(z.string()),
  invoice_prefix: z.string(),
  invoices: z.number(),
  deleted: z.boolean(),
});
export type Customer = z.infer<typeof customerSchema>;

export const taxIdSchema = z.object({
  ...kept,
  customer: z.string(),
  type: z.string(),
  value: z.string(),
});
export type TaxId = z.infer<typeof taxIdSchema>;

export const balanceChangeSchema = z.object({
  ...kept,
  customer: z.string(),
  amount: z.number(),
  currency: z.string(),
  ending_balance: z.number(),
  invoice: z.string().nullable(),
  type: z.string(),
  description: z.string().nullable(),
  metadata: words,
});
export type BalanceChange = z.infer<typeof balanceChangeSchema>;
