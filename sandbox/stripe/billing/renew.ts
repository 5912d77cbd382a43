import type { Desk } from "../desk";
import type { Subscription } from "../records/subscription";
import { saveSubscription, tellSubscription } from "../saving";
import { periodAt } from "./calendar";
import { waitingLines } from "./change";
import { endSubscription } from "./end";
import { type Draft, draftInvoice } from "./invoices";
import { periodLines, priceOf } from "./lines";
import { methodFor } from "./pay";
import { rulesOf } from "./rules";

/** A period or a trial is over: the subscription ends, pauses, or goes into its next period. */
export function renew(desk: Desk, subscription: Subscription): void {
  const { id, status } = subscription;
  const fate = fateOf(desk, subscription);
  if (fate === "pause") pause(desk, subscription);
  else if (fate !== "renew") endSubscription(desk, id, fate);
  else {
    const period = nextPeriod(desk, subscription);
    saveSubscription(desk, id, { period, ...(status === "trialing" ? { status: "active" } : {}) });
    const renewed = desk.subscriptions.any(id) ?? subscription;
    draftInvoice(desk, renewed, renewalDraft(desk, renewed));
  }
}

/** What the end of a period means: the next one, a pause, or an end and its reason. */
function fateOf(desk: Desk, subscription: Subscription) {
  const { cancel_at: cancelAt, cancel_at_period_end: ending, period, status } = subscription;
  if (ending || (cancelAt !== null && cancelAt <= period.end)) return "cancellation_requested";
  if (status !== "trialing" || hasMethod(desk, subscription)) return "renew";
  const { missing_payment_method: missing } = subscription;
  if (missing === "create_invoice") return "renew";
  return missing === "pause" ? "pause" : "payment_failed";
}

/** The period after the current one. */
export function nextPeriod(desk: Desk, { items, anchor, period }: Subscription) {
  const [first] = items;
  const recurring = first && priceOf(desk, first).recurring;
  if (!recurring) throw new Error("a subscription without a recurring price");
  return periodAt(anchor, recurring, period.end);
}

/** The invoice of the current period, with what was put down for it; it stays a draft for a while. */
export function renewalDraft(desk: Desk, subscription: Subscription): Draft {
  const { items, period, account, status } = subscription;
  const draft: Draft = {
    lines: [...waitingLines(desk, subscription), ...periodLines(desk, subscription, items, period)],
    reason: "subscription_cycle",
    period: { start: period.start, end: period.start },
  };
  if (status === "unpaid") return draft;
  return { ...draft, finalizesAt: desk.now() + rulesOf(desk, account).draft_s };
}

/** A paused subscription begins a new period now. */
export function resume(desk: Desk, subscription: Subscription): void {
  const now = desk.now();
  const [first] = subscription.items;
  const recurring = first && priceOf(desk, first).recurring;
  if (!recurring) return;
  saveSubscription(desk, subscription.id, {
    status: "active",
    anchor: now,
    period: periodAt(now, recurring, now),
  });
  tellSubscription(desk, subscription.id, "resumed");
  const resumed = desk.subscriptions.any(subscription.id) ?? subscription;
  draftInvoice(desk, resumed, renewalDraft(desk, resumed));
}

function pause(desk: Desk, { id }: Subscription): void {
  saveSubscription(desk, id, { status: "paused" });
  tellSubscription(desk, id, "paused");
}

function hasMethod(desk: Desk, { id, customer }: Subscription): boolean {
  return methodFor(desk, { subscription: id, customer }) !== undefined;
}
