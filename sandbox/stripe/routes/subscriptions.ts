import { z } from "zod";
import { endSubscription } from "../billing/end";
import { draftInvoice, finalizeInvoice } from "../billing/invoices";
import { unusedLines } from "../billing/lines";
import { payInvoice } from "../billing/pay";
import { resume } from "../billing/renew";
import { subscribe } from "../billing/subscribe";
import type { Subscription } from "../records/subscription";
import { viewSubscription } from "../views/subscription";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { page } from "../wire/list";
import { mergeMetadata, within } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import { livingCustomer } from "./customers";
import {
  cancelSubscriptionSchema,
  createSubscriptionSchema,
  listSubscriptionsSchema,
  updateSubscriptionSchema,
} from "./subscription-params";
import { updateSubscription } from "./subscription-update";
import { wantedDiscounts } from "./wanted";

const DAY_S = 86_400;

/** Subscriptions: begin, read, list, change, resume, cancel. */
export function subscriptionRoutes(): ApiRoute[] {
  const one = "/subscriptions/:id";
  return [
    route("POST", "/subscriptions", createSubscriptionSchema, create),
    route("GET", "/subscriptions", listSubscriptionsSchema, list),
    route("GET", one, z.strictObject({}), (call) =>
      viewSubscription(call.desk, findSubscription(call, call.id)),
    ),
    route("POST", one, updateSubscriptionSchema, (call) => {
      updateSubscription(call, findSubscription(call, call.id));
      return viewSubscription(call.desk, findSubscription(call, call.id));
    }),
    route("POST", `${one}/resume`, z.strictObject({}), (call) => {
      const subscription = findSubscription(call, call.id);
      if (subscription.status !== "paused") {
        throw invalid("Only paused subscriptions can be resumed.");
      }
      resume(call.desk, subscription);
      return viewSubscription(call.desk, findSubscription(call, call.id));
    }),
    route("DELETE", one, cancelSubscriptionSchema, cancel),
  ];
}

export function findSubscription(
  { desk, account }: ApiCall<unknown>,
  id: string,
  param = "id",
): Subscription {
  const subscription = desk.subscriptions.find(account, id);
  if (!subscription) throw noSuch("subscription", id, param);
  return subscription;
}

function create(call: ApiCall<z.infer<typeof createSubscriptionSchema>>) {
  const { desk, account, params } = call;
  for (const [index, { price }] of params.items.entries()) {
    if (!desk.prices.find(account, price)) throw noSuch("price", price, `items[${index}][price]`);
  }
  const customer = livingCustomer(call, params.customer);
  const method = params.default_payment_method ?? null;
  if (method !== null && desk.paymentMethods.find(account, method)?.customer !== customer.id) {
    throw noSuch("PaymentMethod", method, "default_payment_method");
  }
  const missing = params.trial_settings?.end_behavior.missing_payment_method;
  const subscription = subscribe(desk, {
    customer,
    items: params.items.map(({ price, quantity, metadata }) => ({
      price,
      quantity: quantity ?? 1,
      metadata: mergeMetadata({}, metadata),
    })),
    trialEnd: trialEndOf(call),
    missingMethod: missing ?? "create_invoice",
    discounts: wantedDiscounts(call, params.discounts),
    automaticTax: params.automatic_tax?.enabled ?? false,
    method,
    saveDefault: params.payment_settings?.save_default_payment_method ?? "off",
    behavior: params.payment_behavior ?? "allow_incomplete",
    cancelAt: params.cancel_at ?? null,
    cancelAtPeriodEnd: params.cancel_at_period_end ?? false,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
  });
  return viewSubscription(desk, subscription);
}

function trialEndOf({
  desk,
  params,
}: ApiCall<z.infer<typeof createSubscriptionSchema>>): number | null {
  const { trial_end: end, trial_period_days: days } = params;
  if (days !== undefined) return desk.now() + days * DAY_S;
  return typeof end === "number" ? end : null;
}

function list({ desk, account, params }: ApiCall<z.infer<typeof listSubscriptionsSchema>>) {
  const { customer, price, status } = params;
  const rows = desk.subscriptions
    .of(account)
    .filter((one) => customer === undefined || one.customer === customer)
    .filter((one) => !price || one.items.some((item) => item.price === price))
    .filter((one) => hasStatus(one, status))
    .filter((one) => within(params.created, one.created))
    .filter((one) => within(params.current_period_start, one.period.start))
    .filter((one) => within(params.current_period_end, one.period.end));
  return page("/v1/subscriptions", rows, params, (one) => viewSubscription(desk, one));
}

/** Without a status asked for, everything but what was cancelled. */
function hasStatus({ status }: Subscription, wanted: string | undefined): boolean {
  if (wanted === "all") return true;
  if (wanted === "ended") return status === "canceled" || status === "incomplete_expired";
  return wanted === undefined ? status !== "canceled" : status === wanted;
}

function cancel(call: ApiCall<z.infer<typeof cancelSubscriptionSchema>>) {
  const { desk, params } = call;
  const subscription = findSubscription(call, call.id);
  const { id, status } = subscription;
  if (status === "canceled" || status === "incomplete_expired") {
    throw noSuch("subscription", id);
  }
  const { comment, feedback } = params.cancellation_details ?? {};
  desk.subscriptions.put({
    ...subscription,
    cancellation: {
      ...subscription.cancellation,
      comment: comment ?? null,
      feedback: feedback ?? null,
    },
  });
  endSubscription(desk, id, "cancellation_requested");
  if (params.prorate && params.invoice_now && status === "active") credit(call, subscription);
  return viewSubscription(desk, findSubscription(call, id));
}

/** What is left of the period goes to the customer's credit. */
function credit({ desk }: ApiCall<unknown>, subscription: Subscription): void {
  const now = desk.now();
  const ended = desk.subscriptions.any(subscription.id) ?? subscription;
  const invoice = draftInvoice(desk, ended, {
    lines: unusedLines(desk, subscription, subscription.items, subscription.period, now),
    reason: "subscription_update",
    period: { start: now, end: now },
    prorationDate: now,
  });
  finalizeInvoice(desk, invoice.id);
  payInvoice(desk, invoice.id);
}
