import { dropPending } from "./billing/change";
import { endSubscription } from "./billing/end";
import { finalizeInvoice, voidInvoice } from "./billing/invoices";
import { payInvoice, settleDebit } from "./billing/pay";
import { renew } from "./billing/renew";
import { turnPhase } from "./billing/schedules";
import type { Desk } from "./desk";
import type { Invoice } from "./records/invoice";
import type { Subscription } from "./records/subscription";
import { saveInvoice, tellSubscription } from "./saving";
import { tellUpcoming } from "./upcoming";
import { viewSession } from "./views/session";
import { emit } from "./webhooks/emit";

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
const INCOMPLETE_S = 23 * HOUR_S;

interface Due {
  at: number;
  /** Of two things at one moment the lower comes first: a phase turns before its period renews. */
  order: number;
  run(): void;
}

/** Plays everything that has come due by now, each thing at its own moment and in order. */
export function settle(desk: Desk): void {
  const now = desk.now();
  for (;;) {
    const next = firstOf(allDue(desk).filter(({ at }) => at <= now));
    if (!next) return;
    desk.at(next.at, next.run);
  }
}

function firstOf(due: Due[]): Due | undefined {
  return due.reduce<Due | undefined>((first, one) => {
    if (!first) return one;
    return one.at < first.at || (one.at === first.at && one.order < first.order) ? one : first;
  }, undefined);
}

function allDue(desk: Desk): Due[] {
  return [
    ...desk.subscriptions.all().flatMap((one) => dueOf(desk, one)),
    ...desk.schedules.all().flatMap((one) => {
      const phase = one.phases[one.phase];
      if (one.status !== "active" || !phase) return [];
      return { at: phase.end_date, order: 1, run: () => turnPhase(desk, one) };
    }),
    ...desk.invoices.all().flatMap((one) => invoiceDue(desk, one)),
    ...desk.paymentIntents.all().flatMap((one) => {
      if (!one.settles) return [];
      return { at: one.settles.at, order: 0, run: () => settleDebit(desk, one.id) };
    }),
    ...desk.sessions.all().flatMap((one) => {
      if (one.status !== "open") return [];
      return { at: one.expires_at, order: 0, run: () => expireSession(desk, one.id) };
    }),
  ];
}

function dueOf(desk: Desk, one: Subscription): Due[] {
  const { id, status, period } = one;
  if (status === "canceled" || status === "incomplete_expired") return [];
  if (status === "incomplete") {
    return [{ at: one.created + INCOMPLETE_S, order: 0, run: () => giveUp(desk, one) }];
  }
  const due: Due[] = [];
  if (one.pending_update) {
    const { expires_at: at } = one.pending_update;
    due.push({ at, order: 0, run: () => dropPending(desk, one) });
  }
  if (one.cancel_at !== null && one.cancel_at < period.end) {
    const run = () => endSubscription(desk, id, "cancellation_requested");
    due.push({ at: one.cancel_at, order: 0, run });
  }
  if (status === "paused") return due;
  due.push({ at: period.end, order: 2, run: () => renew(desk, one) });
  return [...due, ...tellings(desk, one)];
}

/** What is told beforehand: a trial's end three days before, a renewal a week before. */
function tellings(desk: Desk, one: Subscription): Due[] {
  const { id, told, status, trial_end: trialEnd, period } = one;
  const due: Due[] = [];
  if (status === "trialing" && trialEnd !== null && told.trial_end !== trialEnd) {
    const run = () => {
      desk.subscriptions.put({ ...one, told: { ...told, trial_end: trialEnd } });
      tellSubscription(desk, id, "trial_will_end");
    };
    due.push({ at: Math.max(trialEnd - 3 * DAY_S, one.created), order: 0, run });
  }
  const soon = period.end - 7 * DAY_S;
  if (told.renewal !== period.end && soon > period.start && !one.cancel_at_period_end) {
    const run = () => {
      desk.subscriptions.put({ ...one, told: { ...told, renewal: period.end } });
      tellUpcoming(desk, one);
    };
    due.push({ at: soon, order: 0, run });
  }
  return due;
}

function invoiceDue(desk: Desk, invoice: Invoice): Due[] {
  const {
    id,
    status,
    automatically_finalizes_at: finalizes,
    next_payment_attempt: again,
  } = invoice;
  if (status === "draft" && finalizes !== null) {
    const run = () => {
      finalizeInvoice(desk, id);
      payInvoice(desk, id);
    };
    return [{ at: finalizes, order: 0, run }];
  }
  if (status !== "open" || again === null) return [];
  const run = () => {
    saveInvoice(desk, id, { next_payment_attempt: null });
    payInvoice(desk, id);
  };
  return [{ at: again, order: 0, run }];
}

function giveUp(desk: Desk, one: Subscription): void {
  const invoice = desk.invoices.any(one.latest_invoice ?? "");
  if (invoice?.status === "open") voidInvoice(desk, invoice.id);
  endSubscription(desk, one.id, "payment_failed", "incomplete_expired");
}

/** Closes a checkout page for good. */
export function expireSession(desk: Desk, id: string): void {
  const session = desk.sessions.any(id);
  if (!session) return;
  const expired = desk.sessions.put({ ...session, status: "expired" });
  emit(desk, expired.account, "checkout.session.expired", viewSession(desk, expired));
}
