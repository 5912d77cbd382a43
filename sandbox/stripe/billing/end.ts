import type { Desk } from "../desk";
import { saveInvoice, saveSubscription, tellSchedule, tellSubscription } from "../saving";

/** Ends a subscription now; its invoices are not collected any further. */
export function endSubscription(
  desk: Desk,
  id: string,
  reason: string,
  status: "canceled" | "incomplete_expired" = "canceled",
): void {
  const subscription = desk.subscriptions.any(id);
  if (!subscription) return;
  const now = desk.now();
  const patch = {
    status,
    ended_at: now,
    canceled_at: status === "canceled" ? (subscription.canceled_at ?? now) : null,
    cancellation: { ...subscription.cancellation, reason },
    pending_update: null,
    schedule: null,
  };
  // An end by cancellation is told by the event `deleted` alone.
  if (status === "canceled") desk.subscriptions.put({ ...subscription, ...patch });
  else saveSubscription(desk, id, patch);
  for (const invoice of desk.invoices.of(subscription.account)) {
    const open = invoice.status === "open" || invoice.status === "draft";
    if (invoice.subscription !== id || !open) continue;
    saveInvoice(desk, invoice.id, {
      auto_advance: false,
      next_payment_attempt: null,
      automatically_finalizes_at: null,
    });
  }
  leaveSchedule(desk, subscription.schedule);
  if (status === "canceled") tellSubscription(desk, id, "deleted");
}

function leaveSchedule(desk: Desk, id: string | null): void {
  const schedule = desk.schedules.any(id ?? "");
  if (schedule?.status !== "active") return;
  desk.schedules.put({ ...schedule, status: "canceled", canceled_at: desk.now() });
  tellSchedule(desk, schedule.id, "canceled");
}
