import type { Desk } from "../desk";
import type { Invoice } from "../records/invoice";
import { viewInvoicePayment } from "../views/invoice";
import { emit } from "../webhooks/emit";

/** Opens the payment of an invoice; answers with the id of its payment intent. */
export function openIntent(desk: Desk, invoice: Invoice, number: string, amount: number): string {
  const { account, customer, currency } = invoice;
  const intent = desk.paymentIntents.put({
    id: desk.mint(account, "pi"),
    account,
    created: desk.now(),
    amount,
    amount_received: 0,
    currency,
    customer,
    invoice: invoice.id,
    description: `Invoice ${number}`,
    status: "requires_payment_method",
    payment_method: null,
    latest_charge: null,
    last_payment_error: null,
    canceled_at: null,
    settles: null,
    metadata: {},
  });
  desk.invoicePayments.put({
    id: desk.mint(account, "inpay"),
    account,
    created: desk.now(),
    invoice: invoice.id,
    payment_intent: intent.id,
    amount_requested: amount,
    amount_paid: null,
    currency,
    status: "open",
    paid_at: null,
    canceled_at: null,
  });
  return intent.id;
}

/** Marks the payment of an invoice as made and tells of it. */
export function closePayment(desk: Desk, invoice: Invoice, amount: number): void {
  const payment = desk.invoicePayments
    .of(invoice.account)
    .find((one) => one.invoice === invoice.id && one.status === "open");
  if (!payment) return;
  const paid = desk.invoicePayments.put({
    ...payment,
    status: "paid",
    amount_paid: amount,
    paid_at: desk.now(),
  });
  emit(desk, invoice.account, "invoice_payment.paid", viewInvoicePayment(paid));
}
