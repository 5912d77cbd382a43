import type { Book, Kept } from "./books";
import type { Desk } from "./desk";
import type { Wire } from "./object";
import { viewPrice, viewProduct } from "./views/catalog";
import { chargeExtra, viewCharge, viewDispute } from "./views/charge";
import { viewCustomer } from "./views/customer";
import { viewInvoice } from "./views/invoice";
import { viewPaymentIntent, viewPaymentMethod } from "./views/payment";
import { viewSchedule, viewSubscription } from "./views/subscription";
import { emit, emitChange } from "./webhooks/emit";

type Save<T extends Kept> = (desk: Desk, id: string, patch: Partial<T>) => T;

/** Changes a record and tells of it in an `….updated` event, when anything shown has changed. */
function saver<T extends Kept>(
  bookOf: (desk: Desk) => Book<T>,
  view: (desk: Desk, record: T) => Wire,
  type: string,
): Save<T> {
  return (desk, id, patch) => {
    const book = bookOf(desk);
    const known = book.any(id);
    if (!known) throw new Error(`no record ${id}`);
    const before = view(desk, known);
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    const after = book.put({ ...known, ...Object.fromEntries(given) });
    emitChange(desk, after.account, type, before, view(desk, after));
    return after;
  };
}

export const saveProduct = saver(
  (desk) => desk.products,
  (_, one) => viewProduct(one),
  "product.updated",
);
export const savePrice = saver(
  (desk) => desk.prices,
  (_, one) => viewPrice(one),
  "price.updated",
);
export const saveCustomer = saver((desk) => desk.customers, viewCustomer, "customer.updated");
export const saveSubscription = saver(
  (desk) => desk.subscriptions,
  viewSubscription,
  "customer.subscription.updated",
);
export const saveSchedule = saver(
  (desk) => desk.schedules,
  viewSchedule,
  "subscription_schedule.updated",
);
export const saveInvoice = saver((desk) => desk.invoices, viewInvoice, "invoice.updated");
export const saveCharge = saver((desk) => desk.charges, viewCharge, "charge.updated");
export const saveDispute = saver(
  (desk) => desk.disputes,
  (_, one) => viewDispute(one),
  "charge.dispute.updated",
);
export const saveMethod = saver(
  (desk) => desk.paymentMethods,
  (_, one) => viewPaymentMethod(one),
  "payment_method.updated",
);

export function tellSubscription(desk: Desk, id: string, what: string): void {
  const known = desk.subscriptions.any(id);
  if (!known) return;
  emit(desk, known.account, `customer.subscription.${what}`, viewSubscription(desk, known));
}

export function tellInvoice(desk: Desk, id: string, what: string): void {
  const known = desk.invoices.any(id);
  if (known) emit(desk, known.account, `invoice.${what}`, viewInvoice(desk, known));
}

export function tellIntent(desk: Desk, id: string, what: string): void {
  const known = desk.paymentIntents.any(id);
  if (known) emit(desk, known.account, `payment_intent.${what}`, viewPaymentIntent(desk, known));
}

export function tellSchedule(desk: Desk, id: string, what: string): void {
  const known = desk.schedules.any(id);
  if (known) emit(desk, known.account, `subscription_schedule.${what}`, viewSchedule(desk, known));
}

/** Events about a charge carry its refunds. */
export function tellCharge(desk: Desk, id: string, what: string): void {
  const known = desk.charges.any(id);
  if (!known) return;
  const refunds = chargeExtra(desk, known, "refunds");
  emit(desk, known.account, `charge.${what}`, { ...viewCharge(desk, known), refunds });
}
