import { composeInvoice } from "./billing/invoices";
import { nextPeriod, renewalDraft } from "./billing/renew";
import type { Desk } from "./desk";
import type { Invoice } from "./records/invoice";
import type { Subscription } from "./records/subscription";
import { viewInvoice } from "./views/invoice";
import { emit } from "./webhooks/emit";

/** The next renewal's invoice as it stands, kept nowhere. */
export function upcomingInvoice(desk: Desk, subscription: Subscription): Invoice {
  const next = { ...subscription, period: nextPeriod(desk, subscription) };
  return composeInvoice(desk, next, renewalDraft(desk, next));
}

export function tellUpcoming(desk: Desk, subscription: Subscription): void {
  const invoice = viewInvoice(desk, upcomingInvoice(desk, subscription));
  emit(desk, subscription.account, "invoice.upcoming", { ...invoice, id: "upcoming" });
}
