import type { Store } from "../store";
import { openBook } from "./books";
import {
  couponSchema,
  discountSchema,
  priceSchema,
  productSchema,
  promotionCodeSchema,
  taxRateSchema,
} from "./records/catalog";
import { balanceChangeSchema, customerSchema, taxIdSchema } from "./records/customer";
import { deliverySchema, endpointSchema, eventSchema, rulesSchema } from "./records/event";
import { configurationSchema, portalSessionSchema, sessionSchema } from "./records/hosted";
import {
  creditNoteSchema,
  invoiceItemSchema,
  invoicePaymentSchema,
  invoiceSchema,
} from "./records/invoice";
import {
  chargeSchema,
  disputeSchema,
  paymentIntentSchema,
  paymentMethodSchema,
  refundSchema,
  setupIntentSchema,
} from "./records/payment";
import { scheduleSchema, subscriptionSchema } from "./records/subscription";

export type Shelves = ReturnType<typeof openShelves>;

/** Everything the twin remembers, kind by kind, and how to forget it. */
export function openShelves(store: Store) {
  const books = openBooks(store);
  return {
    ...books,
    forget(account?: string): void {
      for (const book of Object.values(books)) book.forget(account);
    },
  };
}

function openBooks(store: Store) {
  return {
    products: openBook(store, "products", productSchema),
    prices: openBook(store, "prices", priceSchema),
    coupons: openBook(store, "coupons", couponSchema),
    promotionCodes: openBook(store, "promotion-codes", promotionCodeSchema),
    discounts: openBook(store, "discounts", discountSchema),
    taxRates: openBook(store, "tax-rates", taxRateSchema),
    customers: openBook(store, "customers", customerSchema),
    taxIds: openBook(store, "tax-ids", taxIdSchema),
    balanceChanges: openBook(store, "balance-changes", balanceChangeSchema),
    paymentMethods: openBook(store, "payment-methods", paymentMethodSchema),
    paymentIntents: openBook(store, "payment-intents", paymentIntentSchema),
    setupIntents: openBook(store, "setup-intents", setupIntentSchema),
    charges: openBook(store, "charges", chargeSchema),
    refunds: openBook(store, "refunds", refundSchema),
    disputes: openBook(store, "disputes", disputeSchema),
    subscriptions: openBook(store, "subscriptions", subscriptionSchema),
    schedules: openBook(store, "schedules", scheduleSchema),
    invoices: openBook(store, "invoices", invoiceSchema),
    invoiceItems: openBook(store, "invoice-items", invoiceItemSchema),
    invoicePayments: openBook(store, "invoice-payments", invoicePaymentSchema),
    creditNotes: openBook(store, "credit-notes", creditNoteSchema),
    sessions: openBook(store, "sessions", sessionSchema),
    configurations: openBook(store, "configurations", configurationSchema),
    portalSessions: openBook(store, "portal-sessions", portalSessionSchema),
    events: openBook(store, "events", eventSchema),
    endpoints: openBook(store, "endpoints", endpointSchema),
    deliveries: openBook(store, "deliveries", deliverySchema),
    rules: openBook(store, "rules", rulesSchema),
  };
}
