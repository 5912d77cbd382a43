import type Stripe from "stripe";
import { at, idOf } from "@/lib/billing/references";
import type { CustomerTold } from "@/lib/payments/read-customer";

interface Facts {
  readonly teamId: string;
  readonly customerId: string;
  readonly readAt: Date;
}

type InvoiceOf = (payment: Stripe.Refund | Stripe.Dispute) => string | null;

/** The subscription an invoice belongs to. */
export function subscriptionOf({ parent }: Stripe.Invoice): string | null {
  return idOf(parent?.subscription_details?.subscription);
}

/** The payments that were tried for an invoice. */
export function paymentsOf({ payments }: Stripe.Invoice): string[] {
  return (payments?.data ?? []).flatMap(({ payment }) => idOf(payment.payment_intent) ?? []);
}

/** Finds the invoice that a refund or a dispute is about, by its payment. */
export function invoicesOfPayments(invoices: readonly Stripe.Invoice[]): InvoiceOf {
  const found = new Map(
    invoices.flatMap((one) => paymentsOf(one).map((id) => [id, one.id] as const)),
  );
  return ({ payment_intent }) => found.get(idOf(payment_intent) ?? "") ?? null;
}

/** When a payment of an invoice was first refused; `null` where none was. */
export function firstFailedAt(invoice: Stripe.Invoice, { charges }: CustomerTold): Date | null {
  const payments = new Set(paymentsOf(invoice));
  const failed = charges.filter(
    ({ status, payment_intent }) => status === "failed" && payments.has(idOf(payment_intent) ?? ""),
  );
  return failed.length === 0 ? null : at(Math.min(...failed.map(({ created }) => created)));
}

/** The row of an invoice. Amounts are whole smallest units of its own currency. */
export function toInvoice(
  invoice: Stripe.Invoice,
  { told, ...facts }: Facts & { readonly told: CustomerTold },
) {
  const periods = invoice.lines.data.map(({ period }) => period);
  const refunded = told.refunds.filter(
    ({ status, payment_intent }) =>
      status === "succeeded" && paymentsOf(invoice).includes(idOf(payment_intent) ?? ""),
  );
  return {
    ...facts,
    id: invoice.id ?? "",
    subscriptionId: subscriptionOf(invoice),
    number: invoice.number,
    status: invoice.status ?? "draft",
    reason: invoice.billing_reason ?? "manual",
    currency: invoice.currency,
    dueMinor: BigInt(invoice.amount_due),
    paidMinor: BigInt(invoice.amount_paid),
    taxMinor: sum((invoice.total_taxes ?? []).map(({ amount }) => amount)),
    refundedMinor: sum(refunded.map(({ amount }) => amount)),
    attempts: invoice.attempt_count,
    firstFailedAt: firstFailedAt(invoice, told),
    nextAttemptAt: at(invoice.next_payment_attempt),
    createdAt: at(invoice.created),
    paidAt: at(invoice.status_transitions.paid_at),
    coversFrom: periods.length === 0 ? null : at(Math.min(...periods.map(({ start }) => start))),
    coversTo: periods.length === 0 ? null : at(Math.max(...periods.map(({ end }) => end))),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}

/** The row of a refund. */
export function toRefund(
  refund: Stripe.Refund,
  { invoiceOf, ...facts }: Facts & { readonly invoiceOf: InvoiceOf },
) {
  const { teamId, readAt } = facts;
  return {
    id: refund.id,
    teamId,
    readAt,
    invoiceId: invoiceOf(refund),
    chargeId: idOf(refund.charge),
    status: refund.status ?? "pending",
    currency: refund.currency,
    amountMinor: BigInt(refund.amount),
    createdAt: at(refund.created),
  };
}

/** Words of a dispute that is decided. */
export const closedDisputes = ["won", "lost", "warning_closed", "prevented"];

/** The row of a dispute. */
export function toDispute(
  dispute: Stripe.Dispute,
  { invoiceOf, teamId, readAt }: Facts & { readonly invoiceOf: InvoiceOf },
) {
  return {
    id: dispute.id,
    teamId,
    readAt,
    invoiceId: invoiceOf(dispute),
    chargeId: idOf(dispute.charge),
    status: dispute.status,
    reason: dispute.reason,
    currency: dispute.currency,
    amountMinor: BigInt(dispute.amount),
    createdAt: at(dispute.created),
  };
}

function sum(amounts: readonly number[]): bigint {
  return amounts.reduce((total, amount) => total + BigInt(amount), 0n);
}
