import type { Desk } from "../desk";
import type { Invoice, Line } from "../records/invoice";
import type { Span, Subscription } from "../records/subscription";
import { saveInvoice, saveSubscription, tellIntent, tellInvoice } from "../saving";
import { customerOf, moveBalance } from "./balance";
import { activeDiscounts, discounted } from "./discounts";
import { openIntent } from "./invoice-payments";
import { taxed } from "./tax";
import { balanceAfter, totalsOf } from "./totals";

export interface Draft {
  lines: Line[];
  reason: Invoice["reason"];
  period: Span;
  prorationDate?: number;
  finalizesAt?: number;
}

/** The invoice that lines come to, with discounts, tax and the customer's credit; kept nowhere yet. */
export function composeInvoice(desk: Desk, subscription: Subscription, draft: Draft): Invoice {
  const customer = customerOf(desk, subscription.customer);
  const discounts = activeDiscounts(desk, subscription.discounts);
  const reduced = discounted(desk, draft.lines, discounts);
  return {
    id: desk.mint(subscription.account, "in"),
    account: subscription.account,
    created: desk.now(),
    customer: customer.id,
    currency: subscription.currency,
    subscription: subscription.id,
    proration_date: draft.prorationDate ?? null,
    status: "draft",
    reason: draft.reason,
    number: null,
    lines: taxed(desk, reduced, customer, subscription.automatic_tax),
    automatic_tax: subscription.automatic_tax,
    discounts: discounts.map(({ id }) => id),
    starting_balance: customer.balance,
    ending_balance: null,
    amount_paid: 0,
    attempt_count: 0,
    auto_advance: draft.finalizesAt !== undefined,
    automatically_finalizes_at: draft.finalizesAt ?? null,
    next_payment_attempt: null,
    finalized_at: null,
    paid_at: null,
    voided_at: null,
    marked_uncollectible_at: null,
    period: draft.period,
    payment_intent: null,
    out_of_band: false,
    credited: 0,
    metadata: {},
    description: null,
  };
}

/** Makes a draft and tells of it; the items that were waiting for an invoice are on it. */
export function draftInvoice(desk: Desk, subscription: Subscription, draft: Draft): Invoice {
  const invoice = desk.invoices.put(composeInvoice(desk, subscription, draft));
  for (const { invoice_item: id } of invoice.lines) {
    const item = desk.invoiceItems.any(id ?? "");
    if (item) desk.invoiceItems.put({ ...item, invoice: invoice.id });
  }
  tellInvoice(desk, invoice.id, "created");
  saveSubscription(desk, subscription.id, { latest_invoice: invoice.id });
  return invoice;
}

/** Numbers an invoice and settles it with the customer's credit; what is left waits for payment. */
export function finalizeInvoice(desk: Desk, id: string): Invoice {
  const invoice = invoiceOf(desk, id);
  const customer = customerOf(desk, invoice.customer);
  const current = { ...invoice, starting_balance: customer.balance };
  const { due, total } = totalsOf(current);
  const number = `${customer.invoice_prefix}-${String(customer.invoices + 1).padStart(4, "0")}`;
  desk.customers.put({ ...customer, invoices: customer.invoices + 1 });
  const intent = due > 0 ? openIntent(desk, invoice, number, due) : null;
  desk.invoices.put({
    ...current,
    status: "open",
    number,
    finalized_at: desk.now(),
    automatically_finalizes_at: null,
    auto_advance: invoice.auto_advance || invoice.reason !== "subscription_create",
    ending_balance: balanceAfter(total, customer.balance),
    payment_intent: intent,
  });
  moveBalance(desk, invoice, customer, balanceAfter(total, customer.balance));
  spendOnce(desk, invoice);
  tellInvoice(desk, id, "finalized");
  if (intent !== null) tellIntent(desk, intent, "created");
  return invoiceOf(desk, id);
}

/** Takes back an invoice that was not paid, and the credit it had used. */
export function voidInvoice(desk: Desk, id: string): Invoice {
  const invoice = invoiceOf(desk, id);
  const intent = desk.paymentIntents.any(invoice.payment_intent ?? "");
  if (intent) {
    desk.paymentIntents.put({ ...intent, status: "canceled", canceled_at: desk.now() });
    tellIntent(desk, intent.id, "canceled");
  }
  const spent = (invoice.ending_balance ?? invoice.starting_balance) - invoice.starting_balance;
  if (spent !== 0) {
    const customer = customerOf(desk, invoice.customer);
    moveBalance(desk, invoice, customer, customer.balance - spent);
  }
  saveInvoice(desk, id, {
    status: "void",
    voided_at: desk.now(),
    auto_advance: false,
    next_payment_attempt: null,
  });
  tellInvoice(desk, id, "voided");
  return invoiceOf(desk, id);
}

export function invoiceOf(desk: Desk, id: string): Invoice {
  const invoice = desk.invoices.any(id);
  if (!invoice) throw new Error(`no invoice ${id}`);
  return invoice;
}

/** A coupon for once has done its work with the first invoice it was on. */
function spendOnce(desk: Desk, invoice: Invoice): void {
  const used = invoice.lines.flatMap((line) => line.discounts.map(({ discount }) => discount));
  for (const id of new Set(used)) {
    const discount = desk.discounts.any(id);
    if (!discount || desk.coupons.any(discount.coupon)?.duration !== "once") continue;
    desk.discounts.put({ ...discount, used: true, end: desk.now() });
    const subscription = desk.subscriptions.any(invoice.subscription ?? "");
    if (!subscription) continue;
    saveSubscription(desk, subscription.id, {
      discounts: subscription.discounts.filter((one) => one !== id),
    });
  }
}
