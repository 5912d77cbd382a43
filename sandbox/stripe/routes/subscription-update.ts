import { type Behavior, changeItems, type Proration, planChange } from "../billing/change";
import { redeem } from "../billing/discounts";
import { finalizeInvoice } from "../billing/invoices";
import { itemsAfter } from "../billing/items";
import { payInvoice } from "../billing/pay";
import { renew } from "../billing/renew";
import type { Subscription } from "../records/subscription";
import { saveSchedule, saveSubscription } from "../saving";
import type { ApiCall } from "../wire/api";
import { mergeMetadata } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import type { SubscriptionUpdate } from "./subscription-params";
import { wantedDiscounts } from "./wanted";

/** What may go together with `pending_if_incomplete`. */
const PENDING_TAKES = new Set([
  "items",
  "payment_behavior",
  "proration_behavior",
  "proration_date",
  "trial_end",
  "off_session",
]);

/** Changes a subscription as a call asks: what is plain first, then its items and what they cost. */
export function updateSubscription(
  call: ApiCall<SubscriptionUpdate>,
  subscription: Subscription,
): void {
  refuseMisfits(call, subscription);
  const { desk, params } = call;
  const { id } = subscription;
  const endsTrial = params.trial_end === "now" && subscription.status === "trialing";
  const behavior: Behavior = params.payment_behavior ?? "allow_incomplete";
  if (params.items) {
    const items = itemsAfter(call, subscription, params.items);
    const proration: Proration = params.proration_behavior ?? "create_prorations";
    const at = prorationDate(call, subscription);
    const known = { ...subscription, ...plainChanges(call, subscription) };
    const plan = planChange(desk, known, items, proration, at, endsTrial);
    changeItems(desk, known, plan, behavior);
    followInSchedule(call, id);
  }
  const current = desk.subscriptions.any(id) ?? subscription;
  saveSubscription(desk, id, {
    ...plainChanges(call, current),
    ...(params.discounts === undefined ? {} : { discounts: newDiscounts(call, current) }),
  });
  const isMoved = params.items !== undefined && endsTrial;
  if (params.trial_end !== undefined && !isMoved) moveTrial(call, id, params.trial_end);
}

function refuseMisfits({ params, desk, account }: ApiCall<SubscriptionUpdate>, one: Subscription) {
  if (one.status === "canceled" || one.status === "incomplete_expired") {
    throw invalid("A canceled subscription can only update its cancellation_details and metadata.");
  }
  const ends = params.cancel_at_period_end !== undefined || params.cancel_at !== undefined;
  if (ends && one.schedule !== null) {
    throw invalid(
      `The subscription is managed by the subscription schedule \`${one.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
    );
  }
  if (params.cancel_at_period_end && typeof params.cancel_at === "number") {
    throw invalid("You may only specify one of these parameters: cancel_at, cancel_at_period_end.");
  }
  if (params.payment_behavior === "pending_if_incomplete") {
    const other = Object.keys(params).find((name) => !PENDING_TAKES.has(name));
    if (other !== undefined) {
      throw invalid(
        `When \`payment_behavior\` is set to \`pending_if_incomplete\`, you can only update attributes that are supported by pending updates. \`${other}\` is not.`,
        other,
      );
    }
  }
  const method = params.default_payment_method;
  if (method && desk.paymentMethods.find(account, method)?.customer !== one.customer) {
    throw noSuch("PaymentMethod", method, "default_payment_method");
  }
}

function plainChanges(
  { desk, params }: ApiCall<SubscriptionUpdate>,
  one: Subscription,
): Partial<Subscription> {
  const { cancel_at: cancelAt, cancel_at_period_end: atEnd, cancellation_details: why } = params;
  const ending = atEnd ?? (cancelAt === undefined ? one.cancel_at_period_end : false);
  const endsAt = cancelAt === undefined ? (atEnd === undefined ? one.cancel_at : null) : cancelAt;
  const ends = ending || endsAt !== null;
  const asked = atEnd !== undefined || cancelAt !== undefined;
  const reason = ends ? "cancellation_requested" : null;
  return {
    automatic_tax: params.automatic_tax?.enabled ?? one.automatic_tax,
    cancel_at: ending ? one.period.end : endsAt,
    cancel_at_period_end: ending,
    canceled_at: ends ? (one.canceled_at ?? desk.now()) : null,
    cancellation: {
      reason: asked ? reason : one.cancellation.reason,
      comment: why?.comment === undefined ? one.cancellation.comment : why.comment,
      feedback: why?.feedback === undefined ? one.cancellation.feedback : why.feedback,
    },
    default_payment_method: params.default_payment_method ?? one.default_payment_method,
    description: params.description === undefined ? one.description : params.description,
    metadata: mergeMetadata(one.metadata, params.metadata),
    missing_payment_method:
      params.trial_settings?.end_behavior.missing_payment_method ?? one.missing_payment_method,
    save_default: params.payment_settings?.save_default_payment_method ?? one.save_default,
  };
}

function prorationDate({ desk, params }: ApiCall<SubscriptionUpdate>, one: Subscription): number {
  const { proration_date: at = desk.now() } = params;
  if (at < one.period.start || at > one.period.end) {
    throw invalid(
      "Invalid proration_date: must be within the current billing period of the subscription.",
      "proration_date",
    );
  }
  return at;
}

function newDiscounts(call: ApiCall<SubscriptionUpdate>, one: Subscription): string[] {
  const { account, customer, id } = one;
  const kept = (call.params.discounts ?? []).flatMap(({ discount }) =>
    discount !== undefined && one.discounts.includes(discount) ? [discount] : [],
  );
  const wanted = (call.params.discounts ?? []).filter(({ discount }) => discount === undefined);
  const on = { account, customer, subscription: id };
  const added = wantedDiscounts(call, wanted).flatMap(
    (one) => redeem(call.desk, one, on)?.id ?? [],
  );
  return [...kept, ...added];
}

/** A change made beside a schedule is a change of its current phase. */
function followInSchedule({ desk }: ApiCall<unknown>, id: string): void {
  const subscription = desk.subscriptions.any(id);
  const schedule = desk.schedules.any(subscription?.schedule ?? "");
  if (!subscription || !schedule) return;
  const items = subscription.items.map(({ price, quantity, metadata }) => ({
    price,
    quantity,
    metadata,
  }));
  saveSchedule(desk, schedule.id, {
    phases: schedule.phases.map((phase, index) =>
      index === schedule.phase ? { ...phase, items } : phase,
    ),
  });
}

/** A trial that ends now is followed by its invoice at once. */
function moveTrial({ desk }: ApiCall<unknown>, id: string, wanted: number | "now"): void {
  const one = desk.subscriptions.any(id);
  if (one?.status !== "trialing") {
    throw invalid("The subscription is not in a trial.", "trial_end");
  }
  const end = wanted === "now" ? desk.now() : wanted;
  if (end < desk.now()) throw invalid("`trial_end` must be in the future or `now`.", "trial_end");
  const period = { ...one.period, end };
  if (wanted !== "now") {
    saveSubscription(desk, id, { trial_end: end, anchor: end, period });
    return;
  }
  const ended = desk.subscriptions.put({ ...one, trial_end: end, anchor: end, period });
  renew(desk, ended);
  const invoice = desk.invoices.any(desk.subscriptions.any(id)?.latest_invoice ?? "");
  if (invoice?.status !== "draft") return;
  finalizeInvoice(desk, invoice.id);
  payInvoice(desk, invoice.id);
}
