import { type Totals, totalsOf } from "../billing/totals";
import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Invoice, InvoicePayment } from "../records/invoice";
import { viewLine, viewTax } from "./line";
import { listInside } from "./list";

export function viewInvoice(desk: Desk, invoice: Invoice): Wire {
  const { id, lines } = invoice;
  const totals = totalsOf(invoice);
  const url = `${desk.origin}/stripe/invoice/${id}`;
  const issued = invoice.finalized_at !== null;
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: "Sandbox",
    account_tax_ids: null,
    ...amountsOf(invoice, totals),
    ...customerOf(desk, invoice),
    ...NOT_PLAYED,
    attempt_count: invoice.attempt_count,
    attempted: invoice.attempt_count > 0 || invoice.status === "paid",
    auto_advance: invoice.auto_advance,
    automatic_tax: {
      disabled_reason: null,
      enabled: invoice.automatic_tax,
      liability: invoice.automatic_tax ? { type: "self" } : null,
      provider: invoice.automatic_tax ? "stripe" : null,
      status: invoice.automatic_tax ? taxStatus(desk, invoice) : null,
    },
    automatically_finalizes_at: invoice.automatically_finalizes_at,
    billing_reason: invoice.reason,
    collection_method: "charge_automatically",
    created: invoice.created,
    currency: invoice.currency,
    description: invoice.description,
    discounts: invoice.discounts,
    effective_at: invoice.finalized_at,
    ending_balance: invoice.ending_balance,
    hosted_invoice_url: issued ? url : null,
    invoice_pdf: issued ? `${url}/pdf` : null,
    lines: listInside(
      `/v1/invoices/${id}/lines`,
      lines.map((line) => viewLine(desk, invoice, line)),
    ),
    metadata: invoice.metadata,
    next_payment_attempt: invoice.next_payment_attempt ?? invoice.automatically_finalizes_at,
    number: invoice.number,
    parent: parentOf(desk, invoice),
    period_end: invoice.period.end,
    period_start: invoice.period.start,
    starting_balance: invoice.starting_balance,
    status: invoice.status,
    status_transitions: {
      finalized_at: invoice.finalized_at,
      marked_uncollectible_at: invoice.marked_uncollectible_at,
      paid_at: invoice.paid_at,
      voided_at: invoice.voided_at,
    },
  };
}

/** What an invoice carries only when it is asked for with `expand`. */
export function invoiceExtra(desk: Desk, invoice: Invoice, field: string): unknown {
  if (field === "payments") {
    const payments = desk.invoicePayments
      .of(invoice.account)
      .filter((one) => one.invoice === invoice.id);
    return listInside(
      `/v1/invoice_payments?invoice=${invoice.id}`,
      payments.map(viewInvoicePayment),
    );
  }
  if (field !== "confirmation_secret") return undefined;
  if (invoice.payment_intent === null) return null;
  return { client_secret: `${invoice.payment_intent}_secret_sandbox`, type: "payment_intent" };
}

export function viewInvoicePayment(payment: InvoicePayment): Wire {
  return {
    id: payment.id,
    object: "invoice_payment",
    amount_paid: payment.amount_paid,
    amount_requested: payment.amount_requested,
    created: payment.created,
    currency: payment.currency,
    invoice: payment.invoice,
    is_default: true,
    livemode: false,
    payment: { type: "payment_intent", payment_intent: payment.payment_intent },
    status: payment.status,
    status_transitions: { canceled_at: payment.canceled_at, paid_at: payment.paid_at },
  };
}

function amountsOf(invoice: Invoice, totals: Totals): Wire {
  const reductions = new Map<string, number>();
  for (const { discount, amount } of invoice.lines.flatMap((line) => line.discounts)) {
    reductions.set(discount, (reductions.get(discount) ?? 0) + amount);
  }
  return {
    amount_due: totals.due,
    amount_overpaid: 0,
    amount_paid: invoice.amount_paid,
    amount_remaining: totals.remaining,
    amount_shipping: 0,
    subtotal: totals.subtotal,
    subtotal_excluding_tax: totals.subtotal - totals.included,
    total: totals.total,
    total_discount_amounts: [...reductions].map(([discount, amount]) => ({ discount, amount })),
    total_excluding_tax: totals.total - totals.tax - totals.included,
    total_pretax_credit_amounts: [],
    total_taxes: invoice.lines.flatMap((line) => viewTax(line)),
    post_payment_credit_notes_amount: invoice.status === "paid" ? invoice.credited : 0,
    pre_payment_credit_notes_amount: invoice.status === "paid" ? 0 : invoice.credited,
  };
}

function customerOf(desk: Desk, { customer }: Invoice): Wire {
  const known = desk.customers.any(customer);
  const taxIds = desk.taxIds.all().filter((one) => one.customer === customer);
  return {
    customer,
    customer_account: null,
    customer_address: known?.address ?? null,
    customer_email: known?.email ?? null,
    customer_name: known?.name ?? null,
    customer_phone: known?.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: known?.tax_exempt ?? "none",
    customer_tax_ids: taxIds.map(({ type, value }) => ({ type, value })),
  };
}

function taxStatus(desk: Desk, { customer }: Invoice): string {
  return desk.customers.any(customer)?.address?.country ? "complete" : "requires_location_inputs";
}

function parentOf(desk: Desk, invoice: Invoice): Wire | null {
  if (invoice.subscription === null) return null;
  const { subscription, proration_date: at } = invoice;
  return {
    type: "subscription_details",
    quote_details: null,
    subscription_details: {
      metadata: desk.subscriptions.any(subscription)?.metadata ?? {},
      subscription,
      ...(at === null ? {} : { subscription_proration_date: at }),
    },
  };
}

const NOT_PLAYED = {
  application: null,
  custom_fields: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  due_date: null,
  footer: null,
  from_invoice: null,
  issuer: { type: "self" },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  on_behalf_of: null,
  payment_settings: {
    default_mandate: null,
    payment_method_options: null,
    payment_method_types: null,
  },
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  test_clock: null,
  webhooks_delivered_at: null,
};
