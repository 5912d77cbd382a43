import type { Desk } from "../desk";
import type { Invoice } from "../records/invoice";
import type { Subscription } from "../records/subscription";
import { saveInvoice, saveSubscription, tellInvoice, tellSubscription } from "../saving";
import { endSubscription } from "./end";
import { closePayment } from "./invoice-payments";
import { invoiceOf } from "./invoices";
import { rulesOf } from "./rules";
import { totalsOf } from "./totals";

const DAY_S = 86_400;

/** Marks an invoice as paid and lets its subscription go on. */
export function markPaid(desk: Desk, id: string, outOfBand = false): void {
  const invoice = invoiceOf(desk, id);
  const { due } = totalsOf(invoice);
  closePayment(desk, invoice, due);
  saveInvoice(desk, id, {
    status: "paid",
    amount_paid: outOfBand ? 0 : due,
    out_of_band: outOfBand,
    paid_at: desk.now(),
    auto_advance: false,
    next_payment_attempt: null,
  });
  tellInvoice(desk, id, "paid");
  tellInvoice(desk, id, "payment_succeeded");
  goOn(desk, invoice);
}

/** Counts a failed attempt; the next one, or the end, follows the account's rules. */
export function markFailed(desk: Desk, id: string, needsHolder: boolean): void {
  const invoice = invoiceOf(desk, id);
  const attempts = invoice.attempt_count + 1;
  const subscription = desk.subscriptions.any(invoice.subscription ?? "");
  const { retry_days: days } = rulesOf(desk, invoice.account);
  const retried =
    invoice.auto_advance &&
    invoice.reason !== "subscription_create" &&
    subscription?.pending_update?.invoice !== id;
  const wait = days[attempts - 1];
  const next = retried && wait !== undefined ? desk.now() + wait * DAY_S : null;
  saveInvoice(desk, id, { attempt_count: attempts, next_payment_attempt: next });
  if (needsHolder) tellInvoice(desk, id, "payment_action_required");
  tellInvoice(desk, id, "payment_failed");
  if (subscription) fallBehind(desk, subscription, id, retried && wait === undefined);
}

/** A bank debit is on its way: the subscription begins before the money is there. */
export function markProcessing(desk: Desk, id: string): void {
  const invoice = invoiceOf(desk, id);
  saveInvoice(desk, id, { next_payment_attempt: null });
  goOn(desk, invoice);
}

function goOn(desk: Desk, invoice: Invoice): void {
  const subscription = desk.subscriptions.any(invoice.subscription ?? "");
  if (!subscription) return;
  const { pending_update: pending, status } = subscription;
  if (pending?.invoice === invoice.id) {
    const moved = pending.period.start !== subscription.period.start;
    saveSubscription(desk, subscription.id, {
      items: pending.items,
      period: pending.period,
      pending_update: null,
      ...(moved ? { anchor: pending.period.start } : {}),
      ...(pending.trial_end === null ? {} : { status: "active", trial_end: pending.trial_end }),
    });
    tellSubscription(desk, subscription.id, "pending_update_applied");
    return;
  }
  if (subscription.latest_invoice !== invoice.id) return;
  if (status === "incomplete" || status === "past_due" || status === "unpaid") {
    saveSubscription(desk, subscription.id, { status: "active" });
  }
}

function fallBehind(desk: Desk, subscription: Subscription, invoice: string, over: boolean) {
  const { id, status, pending_update: pending } = subscription;
  if (pending?.invoice === invoice) return;
  if (status === "active") saveSubscription(desk, id, { status: "past_due" });
  if (!over || status === "canceled") return;
  const { after_retries: end } = rulesOf(desk, subscription.account);
  if (end === "canceled") endSubscription(desk, id, "payment_failed");
  if (end === "unpaid") saveSubscription(desk, id, { status: "unpaid" });
}
