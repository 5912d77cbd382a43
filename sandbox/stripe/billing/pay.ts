import type { Desk } from "../desk";
import type { Invoice } from "../records/invoice";
import type { PaymentIntent, PaymentMethod } from "../records/payment";
import { saveInvoice, tellCharge, tellIntent } from "../saving";
import { viewSession } from "../views/session";
import { emit } from "../webhooks/emit";
import { chargingVerdict, type Decline, type Verdict } from "./cards";
import { recordCharge } from "./charges";
import { openDispute } from "./disputes";
import { invoiceOf } from "./invoices";
import { markFailed, markPaid, markProcessing } from "./outcomes";
import { totalsOf } from "./totals";

const DAY_S = 86_400;
const DEBIT_S = 4 * DAY_S;

export type Paid = "paid" | "failed" | "confirm" | "processing";

export interface Payment {
  method?: PaymentMethod | undefined;
  /** The cardholder has just agreed to this very charge. */
  confirmed?: boolean;
}

const NO_METHOD: Decline = {
  code: "payment_intent_unexpected_state",
  declineCode: null,
  message: "The customer has no default payment method.",
};

/** Tries to collect an open invoice, and does to it and its subscription what follows from that. */
export function payInvoice(desk: Desk, id: string, payment: Payment = {}): Paid {
  const invoice = invoiceOf(desk, id);
  if (totalsOf(invoice).due === 0) {
    markPaid(desk, id);
    return "paid";
  }
  const intent = desk.paymentIntents.any(invoice.payment_intent ?? "");
  if (!intent || intent.status === "processing") return "processing";
  const method = payment.method ?? methodFor(desk, invoice);
  if (!method) return fail(desk, invoice, intent, NO_METHOD);
  const verdict = chargingVerdict(method, payment.confirmed ?? false);
  return act(desk, invoice, intent, method, verdict);
}

/** The payment method an invoice is collected with, unless another is named. */
export function methodFor(
  desk: Desk,
  { subscription, customer }: Pick<Invoice, "subscription" | "customer">,
): PaymentMethod | undefined {
  const ids = [
    desk.subscriptions.any(subscription ?? "")?.default_payment_method,
    desk.customers.any(customer)?.default_payment_method,
  ];
  return ids
    .flatMap((id) => desk.paymentMethods.any(id ?? "") ?? [])
    .find((method) => method.customer === customer);
}

/** A bank has said what became of a debit. */
export function settleDebit(desk: Desk, id: string): void {
  const intent = desk.paymentIntents.any(id);
  const method = desk.paymentMethods.any(intent?.payment_method ?? "");
  if (!intent?.settles || !method) return;
  const invoice = invoiceOf(desk, intent.invoice);
  const settled = desk.paymentIntents.put({ ...intent, settles: null });
  if (intent.settles.well) {
    collect(desk, invoice, settled, method, false);
    tellSession(desk, invoice, "succeeded");
    return;
  }
  const decline = { code: "payment_method_provider_decline", declineCode: null, message: NO_DEBIT };
  fail(desk, invoice, settled, decline, method);
  tellSession(desk, invoice, "failed");
}

const NO_DEBIT = "The customer's bank account could not be debited.";

function act(
  desk: Desk,
  invoice: Invoice,
  intent: PaymentIntent,
  method: PaymentMethod,
  verdict: Verdict,
): Paid {
  switch (verdict.kind) {
    case "paid":
      return collect(desk, invoice, intent, method, verdict.disputed);
    case "declined":
      return fail(desk, invoice, intent, verdict.decline, method);
    case "confirm":
      desk.paymentIntents.put({ ...intent, status: "requires_action", payment_method: method.id });
      tellIntent(desk, intent.id, "requires_action");
      markFailed(desk, invoice.id, true);
      return "confirm";
    case "later":
      desk.paymentIntents.put({
        ...intent,
        status: "processing",
        payment_method: method.id,
        settles: { at: desk.now() + DEBIT_S, well: verdict.well },
      });
      tellIntent(desk, intent.id, "processing");
      markProcessing(desk, invoice.id);
      return "processing";
  }
}

function collect(
  desk: Desk,
  invoice: Invoice,
  intent: PaymentIntent,
  method: PaymentMethod,
  disputed: boolean,
): Paid {
  const charge = recordCharge(desk, intent, method, null);
  tellCharge(desk, charge.id, "succeeded");
  desk.paymentIntents.put({
    ...intent,
    status: "succeeded",
    amount_received: intent.amount,
    payment_method: method.id,
    latest_charge: charge.id,
    last_payment_error: null,
  });
  tellIntent(desk, intent.id, "succeeded");
  const { attempt_count: attempts } = invoiceOf(desk, invoice.id);
  saveInvoice(desk, invoice.id, { attempt_count: attempts + 1 });
  markPaid(desk, invoice.id);
  if (disputed) openDispute(desk, charge, "fraudulent");
  return "paid";
}

function fail(
  desk: Desk,
  invoice: Invoice,
  intent: PaymentIntent,
  decline: Decline,
  method?: PaymentMethod,
): Paid {
  const failure = {
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    charge: null,
    payment_method: method?.id ?? null,
  };
  const charge = method ? recordCharge(desk, intent, method, failure) : undefined;
  if (charge) tellCharge(desk, charge.id, "failed");
  desk.paymentIntents.put({
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    latest_charge: charge?.id ?? intent.latest_charge,
    last_payment_error: { ...failure, charge: charge?.id ?? null },
  });
  tellIntent(desk, intent.id, "payment_failed");
  markFailed(desk, invoice.id, false);
  return "failed";
}

/** The checkout page of a bank debit tells how it went. */
function tellSession(desk: Desk, invoice: Invoice, how: "succeeded" | "failed"): void {
  const session = desk.sessions
    .of(invoice.account)
    .find((one) => one.invoice === invoice.id && one.payment_status === "unpaid");
  if (!session) return;
  const told =
    how === "succeeded" ? desk.sessions.put({ ...session, payment_status: "paid" }) : session;
  emit(desk, invoice.account, `checkout.session.async_payment_${how}`, viewSession(desk, told));
}
