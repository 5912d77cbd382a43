import type { Desk } from "../desk";
import type { Wire } from "../object";
import type { Item, Phase, Schedule, Span, Subscription } from "../records/subscription";
import { viewPlan, viewPrice } from "./catalog";
import { listInside } from "./list";

const SETTINGS = {
  account_tax_ids: null,
  custom_fields: null,
  description: null,
  footer: null,
  issuer: { type: "self" },
};
const BILLING_MODE = { type: "flexible", flexible: { proration_discounts: "included" } };

export function viewSubscription(desk: Desk, subscription: Subscription): Wire {
  const { id } = subscription;
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: {
      disabled_reason: null,
      enabled: subscription.automatic_tax,
      liability: subscription.automatic_tax ? { type: "self" } : null,
    },
    billing_cycle_anchor: subscription.anchor,
    billing_cycle_anchor_config: null,
    billing_mode: BILLING_MODE,
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: subscription.cancel_at,
    cancel_at_period_end: subscription.cancel_at_period_end,
    canceled_at: subscription.canceled_at,
    cancellation_details: { ...subscription.cancellation, feedback_option: null },
    collection_method: "charge_automatically",
    created: subscription.created,
    currency: subscription.currency,
    customer: subscription.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: subscription.default_payment_method,
    default_source: null,
    default_tax_rates: [],
    description: subscription.description,
    discounts: subscription.discounts,
    ended_at: subscription.ended_at,
    invoice_settings: SETTINGS,
    items: listInside(
      `/v1/subscription_items?subscription=${id}`,
      subscription.items.map((item) => viewItem(desk, id, item, subscription.period)),
    ),
    latest_invoice: subscription.latest_invoice,
    livemode: false,
    managed_payments: null,
    metadata: subscription.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: subscription.save_default,
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: subscription.pending_setup_intent,
    pending_update: viewPendingUpdate(desk, subscription),
    schedule: subscription.schedule,
    start_date: subscription.created,
    status: subscription.status,
    test_clock: null,
    transfer_data: null,
    trial_end: subscription.trial_end,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: subscription.missing_payment_method,
      },
    },
    trial_start: subscription.trial_start,
  };
}

export function viewItem(desk: Desk, subscription: string, item: Item, period: Span): Wire {
  const price = desk.prices.any(item.price);
  return {
    id: item.id,
    object: "subscription_item",
    billing_thresholds: null,
    created: item.created,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: item.metadata,
    plan: price && viewPlan(price),
    price: price && viewPrice(price),
    quantity: item.quantity,
    subscription,
    tax_rates: [],
  };
}

function viewPendingUpdate(desk: Desk, { id, pending_update: pending }: Subscription) {
  if (!pending) return null;
  return {
    billing_cycle_anchor: null,
    cancel_at_period_end: null,
    discount: null,
    discounts: null,
    expires_at: pending.expires_at,
    metadata: null,
    subscription_items: pending.items.map((item) => viewItem(desk, id, item, pending.period)),
    trial_end: pending.trial_end,
    trial_from_plan: null,
  };
}

export function viewSchedule(desk: Desk, schedule: Schedule): Wire {
  const current = schedule.phases[schedule.phase];
  return {
    id: schedule.id,
    object: "subscription_schedule",
    application: null,
    billing_mode: BILLING_MODE,
    canceled_at: schedule.canceled_at,
    completed_at: schedule.completed_at,
    created: schedule.created,
    current_phase:
      schedule.status === "active" && current
        ? { start_date: current.start_date, end_date: current.end_date }
        : null,
    customer: schedule.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: null,
      description: null,
      invoice_settings: { ...SETTINGS, days_until_due: null },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: schedule.end_behavior,
    livemode: false,
    metadata: schedule.metadata,
    pause_schedules: [],
    phases: schedule.phases.map((phase) => viewPhase(desk, phase)),
    released_at: schedule.released_at,
    released_subscription: schedule.released_subscription,
    status: schedule.status,
    subscription: schedule.subscription,
    test_clock: null,
  };
}

function viewPhase(desk: Desk, phase: Phase): Wire {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: desk.prices.any(phase.items[0]?.price ?? "")?.currency ?? "usd",
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: phase.end_date,
    invoice_settings: null,
    items: phase.items.map((item) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: item.metadata,
      plan: item.price,
      price: item.price,
      quantity: item.quantity,
      tax_rates: [],
    })),
    metadata: phase.metadata,
    on_behalf_of: null,
    proration_behavior: phase.proration_behavior,
    start_date: phase.start_date,
    transfer_data: null,
    trial_end: phase.trial_end,
  };
}
