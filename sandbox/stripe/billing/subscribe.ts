import type { Desk } from "../desk";
import type { Customer } from "../records/customer";
import type { PaymentMethod } from "../records/payment";
import type { Item, Subscription } from "../records/subscription";
import { saveCustomer, tellSubscription } from "../saving";
import { cardError, invalid } from "../wire/problem";
import { periodAt } from "./calendar";
import { chargingVerdict } from "./cards";
import { redeem, type Wanted } from "./discounts";
import { composeInvoice, draftInvoice, finalizeInvoice } from "./invoices";
import { periodLines, priceOf, trialLines } from "./lines";
import { methodFor, type Payment, payInvoice } from "./pay";
import { totalsOf } from "./totals";

export interface Order {
  customer: Customer;
  items: Pick<Item, "price" | "quantity" | "metadata">[];
  trialEnd: number | null;
  missingMethod: Subscription["missing_payment_method"];
  discounts: Wanted[];
  automaticTax: boolean;
  method: string | null;
  saveDefault: Subscription["save_default"];
  behavior: "allow_incomplete" | "default_incomplete" | "error_if_incomplete";
  cancelAt: number | null;
  cancelAtPeriodEnd: boolean;
  description: string | null;
  metadata: Record<string, string>;
  session?: string;
}

/** Begins a subscription: its first invoice is made and, unless told otherwise, collected at once. */
export function subscribe(desk: Desk, order: Order, payment: Payment = {}): Subscription {
  const begun = begin(desk, order);
  if (order.behavior === "error_if_incomplete") refuseUnpaid(desk, begun, order);
  keepCurrency(desk, order.customer, begun.currency);
  desk.subscriptions.put({ ...begun, discounts: redeemAll(desk, begun, order) });
  tellSubscription(desk, begun.id, "created");
  const current = desk.subscriptions.any(begun.id) ?? begun;
  const invoice = draftInvoice(desk, current, firstDraft(desk, current));
  const { due } = totalsOf(finalizeInvoice(desk, invoice.id));
  if (due === 0 || order.behavior !== "default_incomplete") payInvoice(desk, invoice.id, payment);
  return desk.subscriptions.any(begun.id) ?? begun;
}

function begin(desk: Desk, order: Order): Subscription {
  const { account, id: customer } = order.customer;
  const now = desk.now();
  const items = order.items.map((item) => ({
    ...item,
    id: desk.mint(account, "si"),
    created: now,
  }));
  const { currency, recurring } = checkedPrice(desk, items, order.customer);
  const trial = order.trialEnd !== null && order.trialEnd > now;
  const anchor = trial && order.trialEnd !== null ? order.trialEnd : now;
  return {
    id: desk.mint(account, "sub"),
    account,
    created: now,
    customer,
    currency,
    status: trial ? "trialing" : "incomplete",
    items,
    period: trial ? { start: now, end: anchor } : periodAt(anchor, recurring, now),
    anchor,
    cancel_at: order.cancelAt,
    cancel_at_period_end: order.cancelAtPeriodEnd,
    canceled_at: order.cancelAtPeriodEnd || order.cancelAt !== null ? now : null,
    ended_at: null,
    cancellation: { reason: null, comment: null, feedback: null },
    default_payment_method: order.method,
    save_default: order.saveDefault,
    description: order.description,
    discounts: [],
    automatic_tax: order.automaticTax,
    latest_invoice: null,
    pending_setup_intent: null,
    metadata: order.metadata,
    schedule: null,
    trial_start: trial ? now : null,
    trial_end: trial ? anchor : null,
    missing_payment_method: order.missingMethod,
    pending_update: null,
    told: { trial_end: 0, renewal: 0 },
  };
}

/** All items must be paid in one currency and at one interval. */
export function checkedPrice(
  desk: Desk,
  items: Pick<Item, "price">[],
  customer: Pick<Customer, "currency">,
) {
  const [first, ...others] = items.map((item) => priceOf(desk, item));
  if (!first?.recurring) {
    throw invalid("The price specified is set to `type=one_time`.", "items[0][price]");
  }
  for (const other of others) {
    const same =
      other.recurring?.interval === first.recurring.interval &&
      other.recurring.interval_count === first.recurring.interval_count;
    if (!same) throw invalid("All prices must have the same billing interval.", "items");
    if (other.currency !== first.currency) {
      throw invalid("All prices must have the same currency.", "items");
    }
  }
  if (customer.currency !== null && customer.currency !== first.currency) {
    throw invalid(
      `You cannot combine currencies on a single customer. This customer has had a subscription, coupon, or invoice item with currency ${customer.currency}`,
    );
  }
  return { currency: first.currency, recurring: first.recurring };
}

function keepCurrency(desk: Desk, customer: Customer, currency: string): void {
  if (customer.currency === null) saveCustomer(desk, customer.id, { currency });
}

function redeemAll(desk: Desk, { account, customer, id }: Subscription, order: Order): string[] {
  const { session } = order;
  const on = { account, customer, subscription: id, ...(session ? { session } : {}) };
  return order.discounts.flatMap((wanted) => redeem(desk, wanted, on)?.id ?? []);
}

function firstDraft(desk: Desk, subscription: Subscription) {
  const { items, period, status } = subscription;
  const lines = (status === "trialing" ? trialLines : periodLines)(
    desk,
    subscription,
    items,
    period,
  );
  const now = desk.now();
  return { lines, reason: "subscription_create" as const, period: { start: now, end: now } };
}

function refuseUnpaid(desk: Desk, begun: Subscription, order: Order): void {
  const { due } = totalsOf(composeInvoice(desk, begun, firstDraft(desk, begun)));
  if (due === 0) return;
  const own = desk.paymentMethods.any(order.method ?? "");
  const usual = methodFor(desk, { customer: order.customer.id, subscription: null });
  refuseUnlessPaid(own ?? usual);
}

/** 402 unless a charge of this payment method would go well at once. */
export function refuseUnlessPaid(method: PaymentMethod | undefined): void {
  if (!method) {
    throw invalid(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
      undefined,
      "resource_missing",
    );
  }
  const verdict = chargingVerdict(method, false);
  if (verdict.kind === "declined") throw cardError(verdict.decline);
  if (verdict.kind === "confirm") {
    throw cardError({
      code: "subscription_payment_intent_requires_action",
      declineCode: null,
      message:
        "Payment for this subscription requires additional user action before it can be completed successfully.",
    });
  }
}
