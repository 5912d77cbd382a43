import { z } from "zod";
import { draftOf, planChange } from "../billing/change";
import { composeInvoice } from "../billing/invoices";
import { itemsAfter } from "../billing/items";
import { nextPeriod, renewalDraft } from "../billing/renew";
import { itemsOf } from "../billing/schedules";
import type { Invoice } from "../records/invoice";
import type { Schedule, Subscription } from "../records/subscription";
import { viewInvoice } from "../views/invoice";
import { type ApiCall, type ApiRoute, route } from "../wire/api";
import { flag, text, timestamp } from "../wire/params";
import { invalid, noSuch } from "../wire/problem";
import { changedItems } from "./subscription-params";
import { findSubscription } from "./subscriptions";

const previewSchema = z.strictObject({
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  customer: text.optional(),
  preview_mode: z.literal("next").optional(),
  schedule: text.optional(),
  subscription: text.optional(),
  subscription_details: z
    .strictObject({
      cancel_at_period_end: flag.optional(),
      items: changedItems.optional(),
      proration_behavior: z.enum(["none", "create_prorations", "always_invoice"]).optional(),
      proration_date: timestamp.optional(),
      trial_end: z.literal("now").optional(),
    })
    .optional(),
});
type Preview = z.infer<typeof previewSchema>;

/** What a change, or the next renewal, would be invoiced at; nothing is kept. */
export function previewRoutes(): ApiRoute[] {
  return [
    route("POST", "/invoices/create_preview", previewSchema, (call) => {
      const invoice = preview(call);
      return viewInvoice(call.desk, { ...invoice, id: `upcoming_${invoice.id}` });
    }),
  ];
}

function preview(call: ApiCall<Preview>): Invoice {
  const { desk, params } = call;
  const schedule = params.schedule === undefined ? undefined : findSchedule(call, params.schedule);
  const id = params.subscription ?? schedule?.subscription;
  if (!id) throw invalid("You must specify a subscription or a schedule.", "subscription");
  const subscription = findSubscription(call, id, "subscription");
  if (subscription.status === "canceled") {
    throw invalid(
      "No upcoming invoices for a canceled subscription.",
      undefined,
      "invoice_upcoming_none",
    );
  }
  const taxed = {
    ...subscription,
    automatic_tax: params.automatic_tax?.enabled ?? subscription.automatic_tax,
  };
  if (params.subscription_details?.items) return previewChange(call, taxed);
  const ends = params.subscription_details?.cancel_at_period_end ?? taxed.cancel_at_period_end;
  if (ends) {
    const text = `No upcoming invoices for subscription: ${id}`;
    throw invalid(text, undefined, "invoice_upcoming_none");
  }
  const current = schedule ?? desk.schedules.any(subscription.schedule ?? "");
  return renewal(call, atPhase(call, taxed, current));
}

/** With `always_invoice`, what is paid at once; otherwise the next renewal with all that is put down for it. */
function previewChange(call: ApiCall<Preview>, subscription: Subscription): Invoice {
  const { desk, params } = call;
  const details = params.subscription_details ?? {};
  const items = itemsAfter(call, subscription, details.items ?? []);
  const at = details.proration_date ?? desk.now();
  const { period } = subscription;
  if (at < period.start || at > period.end) {
    throw invalid("Invalid proration_date.", "subscription_details[proration_date]");
  }
  const proration = details.proration_behavior ?? "create_prorations";
  const plan = planChange(desk, subscription, items, proration, at, details.trial_end === "now");
  if (plan.now) return composeInvoice(desk, subscription, draftOf(plan));
  const next = renewal(call, { ...subscription, items: plan.items }, plan.lines);
  return { ...next, proration_date: at };
}

function renewal(
  { desk }: ApiCall<unknown>,
  subscription: Subscription,
  more: Invoice["lines"] = [],
): Invoice {
  const next = { ...subscription, period: nextPeriod(desk, subscription) };
  const draft = renewalDraft(desk, next);
  return composeInvoice(desk, next, { ...draft, lines: [...more, ...draft.lines] });
}

function atPhase(
  { desk }: ApiCall<unknown>,
  subscription: Subscription,
  schedule: Schedule | undefined,
): Subscription {
  const next = schedule?.phases[schedule.phase + 1];
  if (!next || next.start_date > subscription.period.end) return subscription;
  return { ...subscription, items: itemsOf(desk, subscription, next) };
}

function findSchedule({ desk, account }: ApiCall<unknown>, id: string): Schedule {
  const schedule = desk.schedules.find(account, id);
  if (!schedule) throw noSuch("subscription schedule", id, "schedule");
  return schedule;
}
