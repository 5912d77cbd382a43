import type { Desk } from "../desk";
import type { Invoice, Line } from "../records/invoice";
import type { Item, Span, Subscription } from "../records/subscription";
import { saveSubscription, tellSubscription } from "../saving";
import { viewInvoiceItem } from "../views/line";
import { emit } from "../webhooks/emit";
import { customerOf } from "./balance";
import { periodAt } from "./calendar";
import { chargingVerdict } from "./cards";
import { composeInvoice, draftInvoice, finalizeInvoice, voidInvoice } from "./invoices";
import { periodLines, priceOf, remainingLines, unusedLines } from "./lines";
import { methodFor, payInvoice } from "./pay";
import { checkedPrice, refuseUnlessPaid } from "./subscribe";
import { totalsOf } from "./totals";

const PENDING_S = 23 * 3_600;

export type Proration = "none" | "create_prorations" | "always_invoice";
export type Behavior =
  | "allow_incomplete"
  | "default_incomplete"
  | "error_if_incomplete"
  | "pending_if_incomplete";

/** What a change of items would do: to the period, and to what is to be paid. */
export interface Plan {
  items: Item[];
  period: Span;
  lines: Line[];
  /** The lines are invoiced at once, not with the next renewal. */
  now: boolean;
  at: number;
  /** A trial ends with it, and its first period is paid. */
  endsTrial: boolean;
}

/** Works a change out; the preview and the change itself are both made from this. */
export function planChange(
  desk: Desk,
  subscription: Subscription,
  items: Item[],
  proration: Proration,
  at: number,
  endsTrial = false,
): Plan {
  const { period, status } = subscription;
  const { recurring } = checkedPrice(desk, items, customerOf(desk, subscription.customer));
  const [first] = subscription.items;
  const was = first && priceOf(desk, first).recurring;
  const sameInterval =
    was?.interval === recurring.interval && was.interval_count === recurring.interval_count;
  if (status === "trialing" && endsTrial) {
    const first = periodAt(at, recurring, at);
    const lines = periodLines(desk, subscription, items, first);
    return { items, period: first, lines, now: true, at, endsTrial };
  }
  if (status === "trialing") return { items, period, lines: [], now: false, at, endsTrial };
  if (sameInterval) {
    const lines = proration === "none" ? [] : changedLines(desk, subscription, items, at);
    return { items, period, lines, now: proration === "always_invoice", at, endsTrial };
  }
  const fresh = periodAt(at, recurring, at);
  const credit = unusedLines(desk, subscription, subscription.items, period, at);
  const lines = [
    ...(proration === "none" ? [] : credit),
    ...periodLines(desk, subscription, items, fresh),
  ];
  return { items, period: fresh, lines, now: true, at, endsTrial };
}

/** Changes the items of a subscription and charges, credits or notes down what follows from it. */
export function changeItems(
  desk: Desk,
  subscription: Subscription,
  plan: Plan,
  behavior: Behavior,
): void {
  const method = methodFor(desk, {
    subscription: subscription.id,
    customer: subscription.customer,
  });
  const dueNow = plan.now && plan.lines.length > 0;
  const { due } = totalsOf(composeInvoice(desk, subscription, draftOf(plan)));
  if (behavior === "error_if_incomplete" && dueNow && due > 0) refuseUnlessPaid(method);
  if (behavior === "pending_if_incomplete" && dueNow && due > 0) {
    const verdict = method && chargingVerdict(method, false);
    if (verdict?.kind !== "paid") {
      dropPending(desk, subscription);
      leavePending(desk, subscription, plan);
      return;
    }
  }
  dropPending(desk, subscription);
  apply(desk, subscription, plan);
  if (!dueNow) {
    noteDown(desk, subscription, plan.lines);
    return;
  }
  const current = desk.subscriptions.any(subscription.id) ?? subscription;
  const invoice = draftInvoice(desk, current, draftOf(plan));
  finalizeInvoice(desk, invoice.id);
  payInvoice(desk, invoice.id);
}

/** The invoice of a change that is charged at once. */
export function draftOf(plan: Plan) {
  const reason: Invoice["reason"] = "subscription_update";
  const period = { start: plan.at, end: plan.at };
  return { lines: plan.lines, reason, period, prorationDate: plan.at };
}

/** Items put down earlier for the next invoice of a subscription. */
export function waitingLines(desk: Desk, subscription: Subscription): Line[] {
  return desk.invoiceItems
    .of(subscription.account)
    .filter((item) => item.subscription === subscription.id && item.invoice === null)
    .reverse()
    .map(({ line }) => line);
}

function apply(desk: Desk, subscription: Subscription, plan: Plan): void {
  const { items, period, at, endsTrial } = plan;
  const moved = period.start !== subscription.period.start;
  saveSubscription(desk, subscription.id, {
    items,
    period,
    ...(moved ? { anchor: at } : {}),
    ...(endsTrial ? { status: "active", trial_end: at } : {}),
  });
}

/** The change waits for the payment of its invoice, and lapses without. */
function leavePending(desk: Desk, subscription: Subscription, plan: Plan): void {
  const invoice = draftInvoice(desk, subscription, draftOf(plan));
  finalizeInvoice(desk, invoice.id);
  const expires = Math.min(desk.now() + PENDING_S, subscription.period.end);
  const { items, period } = plan;
  saveSubscription(desk, subscription.id, {
    pending_update: {
      expires_at: expires,
      items,
      period,
      invoice: invoice.id,
      trial_end: plan.endsTrial ? plan.at : null,
    },
  });
  payInvoice(desk, invoice.id);
}

/** Takes back a change that is still waiting for its payment, and the invoice of it. */
export function dropPending(desk: Desk, { id, pending_update: pending }: Subscription): void {
  if (!pending) return;
  voidInvoice(desk, pending.invoice);
  saveSubscription(desk, id, { pending_update: null });
  tellSubscription(desk, id, "pending_update_expired");
}

function noteDown(desk: Desk, { account, customer, currency, id }: Subscription, lines: Line[]) {
  for (const line of lines) {
    const item = desk.mint(account, "ii");
    const noted = desk.invoiceItems.put({
      id: item,
      account,
      created: desk.now(),
      customer,
      currency,
      subscription: id,
      invoice: null,
      line: { ...line, invoice_item: item },
    });
    emit(desk, account, "invoiceitem.created", viewInvoiceItem(desk, noted));
  }
}

/** Credit for what was bought and is left, charge for what is bought instead; what stays is in neither. */
function changedLines(desk: Desk, subscription: Subscription, items: Item[], at: number): Line[] {
  const { period } = subscription;
  const same = (a: Item, b: Item) =>
    a.id === b.id && a.price === b.price && a.quantity === b.quantity;
  const gone = subscription.items.filter((was) => !items.some((is) => same(was, is)));
  const come = items.filter((is) => !subscription.items.some((was) => same(was, is)));
  return [
    ...unusedLines(desk, subscription, gone, period, at),
    ...remainingLines(desk, subscription, come, period, at),
  ];
}
