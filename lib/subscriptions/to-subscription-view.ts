import { entitlementOf, graceUntil, isLive } from "@/lib/billing/entitlement";
import { type PaidTier, parseInterval, TRIAL_TIER } from "@/lib/billing/plans";
import { toFacts } from "@/lib/billing/team-entitlement";
import {
  features,
  isAvailable,
  limitNames,
  limitOf,
  parseTier,
  type Tier,
  tierHas,
  tierOf,
} from "@/lib/billing/tiers";
import type { InvoiceView, SubscriptionView, UsageView } from "@/lib/billing/types";
import type {
  BillingCustomer,
  BillingInvoice,
  CheckoutIntent,
  Subscription,
} from "@/lib/generated/prisma/client";
import type { SeatCount } from "@/lib/teams/types";
import { planOfIntent } from "./checkout/session";

/** All rows that a view is made from. */
export interface SubscriptionRows {
  readonly subscriptions: readonly Subscription[];
  readonly customer: BillingCustomer | null;
  readonly invoices: readonly BillingInvoice[];
  readonly intent: CheckoutIntent | null;
  readonly seats: SeatCount;
  readonly keys: number;
  readonly frozenKeys: number;
  readonly alerts: number;
  readonly mayTry: boolean;
}

interface Reading {
  readonly mayChange: boolean;
  readonly sold: readonly PaidTier[];
  readonly now: Date;
}

/** A team's rows as its page shows them. Pure. */
export function toSubscriptionView(
  rows: SubscriptionRows,
  { mayChange, sold, now }: Reading,
): SubscriptionView {
  const { tier, subscriptionId } = entitlementOf(rows.subscriptions.map(toFacts), now);
  const shown = shownOf(rows.subscriptions, subscriptionId);
  const live = shown && isLive(shown.status) ? shown : null;
  const customer = rows.customer?.deletedAt ? null : rows.customer;
  return {
    tier,
    interval: live && parseInterval(live.interval),
    state: stateOf(shown, now),
    nextCharge: nextChargeOf(live),
    trialEndsAt: live?.status === "trialing" ? iso(live.trialEndsAt) : null,
    cancelsAt: iso(live?.cancelAt),
    graceUntil: live?.status === "past_due" ? iso(graceUntil(live)) : null,
    pending: pendingOf(live),
    seats: rows.seats,
    method: methodOf(customer),
    invoices: rows.invoices.map(toInvoiceView),
    usage: usageOf(rows, tier),
    features: features.map((feature) => ({
      feature,
      from: tierOf(feature),
      has: tierHas(tier, feature),
      isAvailable: isAvailable(feature),
    })),
    frozenKeys: rows.frozenKeys,
    canTry: !live && rows.mayTry && sold.includes(TRIAL_TIER),
    openCheckout: checkoutOf(rows.intent, now),
    hasPortal: customer !== null,
    mayChange,
    sold,
  };
}

/** The one that gives the tier; else the newest that runs; else the newest that ever ran. */
function shownOf(rows: readonly Subscription[], id: string | null): Subscription | null {
  const newest = rows
    .filter(({ status }) => status !== "incomplete" && status !== "incomplete_expired")
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
  const live = newest.find(({ status }) => isLive(status));
  return newest.find((row) => row.id === id) ?? live ?? newest[0] ?? null;
}

function stateOf(row: Subscription | null, now: Date): SubscriptionView["state"] {
  if (!row) return "none";
  if (!isLive(row.status)) return "ended";
  if (row.awaitsPayment) return "awaiting-payment";
  if (row.status === "active" || row.status === "trialing") return row.status;
  const until = row.status === "past_due" ? graceUntil(row) : null;
  return until && now < until ? "past-due" : "frozen";
}

function nextChargeOf(row: Subscription | null): SubscriptionView["nextCharge"] {
  if (!row || row.nextChargeMinor === null || !row.nextChargeAt) return null;
  const amount = { minor: row.nextChargeMinor.toString(), currency: row.currency };
  return { amount, at: row.nextChargeAt.toISOString() };
}

function pendingOf(row: Subscription | null): SubscriptionView["pending"] {
  if (!row?.pendingTier || !row.pendingAt) return null;
  return {
    tier: parseTier(row.pendingTier),
    interval: row.pendingInterval === null ? null : parseInterval(row.pendingInterval),
    seats: row.pendingSeats ?? 1,
    at: row.pendingAt.toISOString(),
  };
}

function methodOf(customer: BillingCustomer | null): SubscriptionView["method"] {
  if (!customer?.methodKind) return null;
  const { methodKind, methodBrand, methodLastFour, methodExpires } = customer;
  return { kind: methodKind, brand: methodBrand, lastFour: methodLastFour, expires: methodExpires };
}

function toInvoiceView(row: BillingInvoice): InvoiceView {
  const money = (minor: bigint) => ({ minor: minor.toString(), currency: row.currency });
  return {
    id: row.id,
    number: row.number,
    at: row.createdAt.toISOString(),
    status: row.status,
    amount: money(row.status === "paid" ? row.paidMinor : row.dueMinor),
    refunded: row.refundedMinor > 0n ? money(row.refundedMinor) : null,
    url: row.hostedUrl,
    pdfUrl: row.pdfUrl,
  };
}

function usageOf({ keys, alerts, seats }: SubscriptionRows, tier: Tier): UsageView[] {
  const used = { "provider-keys": keys, "price-alerts": alerts };
  const limits = limitNames.map((limit) => ({
    limit,
    used: used[limit],
    most: limitOf(tier, limit),
  }));
  return [...limits, { limit: "seats", used: seats.members + seats.invited, most: seats.allowed }];
}

function checkoutOf(intent: CheckoutIntent | null, now: Date): SubscriptionView["openCheckout"] {
  if (!intent?.url || intent.expiresAt <= now) return null;
  return { ...planOfIntent(intent), url: intent.url, expiresAt: intent.expiresAt.toISOString() };
}

function iso(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null;
}
