import { describe, expect, it } from "vitest";
import type { BillingInvoice, Subscription } from "@/lib/generated/prisma/client";
import {
  type SubscriptionRows,
  toSubscriptionView,
} from "@/lib/subscriptions/to-subscription-view";

const now = new Date("2026-11-26T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

const paid: Subscription = {
  id: "sub_1",
  teamId: "tea_1",
  customerId: "cus_1",
  status: "active",
  tier: "pro",
  interval: "year",
  seats: 1,
  currency: "usd",
  startedAt: inDays(-40),
  periodEndsAt: inDays(20),
  trialEndsAt: null,
  cancelAt: null,
  endedAt: null,
  awaitsPayment: false,
  pastDueSince: null,
  scheduleId: null,
  pendingTier: null,
  pendingInterval: null,
  pendingSeats: null,
  pendingAt: null,
  nextChargeMinor: 10_800n,
  nextChargeAt: inDays(20),
  monthlyMicros: 9_000_000n,
  readAt: now,
  version: 1,
};

const nothing: SubscriptionRows = {
  subscriptions: [],
  customer: null,
  invoices: [],
  intent: null,
  seats: { allowed: 1, members: 1, invited: 0 },
  keys: 0,
  frozenKeys: 0,
  alerts: 0,
  mayTry: true,
};
const viewOf = (rows: Partial<SubscriptionRows>) =>
  toSubscriptionView({ ...nothing, ...rows }, { mayChange: true, sold: ["pro"], now });
const viewWith = (...changes: Partial<Subscription>[]) =>
  viewOf({ subscriptions: changes.map((change, at) => ({ ...paid, id: `sub_${at}`, ...change })) });

describe("the view of a subscription", () => {
  it("says what state it is in", () => {
    const states = {
      none: viewOf({}),
      active: viewWith({}),
      trialing: viewWith({ status: "trialing", trialEndsAt: inDays(5) }),
      "awaiting-payment": viewWith({ awaitsPayment: true }),
      "past-due": viewWith({ status: "past_due", pastDueSince: inDays(-6) }),
      frozen: viewWith({ status: "past_due", pastDueSince: inDays(-8) }),
      ended: viewWith({ status: "canceled", endedAt: inDays(-1) }),
    };
    for (const [state, view] of Object.entries(states)) expect(view.state).toBe(state);
    expect(viewWith({ status: "unpaid" }).state).toBe("frozen");
    expect(viewWith({ status: "paused" }).state).toBe("frozen");
    expect(viewWith({ status: "incomplete_expired" }).state).toBe("none");
  });

  it("gives the tier of what holds, and counts the grace down", () => {
    expect(states(viewWith({ status: "past_due", pastDueSince: inDays(-6) }))).toEqual({
      tier: "pro",
      graceUntil: inDays(1).toISOString(),
    });
    expect(states(viewWith({ status: "past_due", pastDueSince: inDays(-8) })).tier).toBe("basic");
    expect(states(viewWith({ awaitsPayment: true })).tier).toBe("basic");
  });

  it("shows the one that runs, not one that ended later", () => {
    const view = viewWith({ interval: "month" }, { status: "canceled", startedAt: inDays(-1) });
    expect(view).toMatchObject({ state: "active", tier: "pro", interval: "month" });
  });

  it("tells the next charge, what is planned, and when a cancelled one ends", () => {
    expect(viewWith({}).nextCharge).toEqual({
      amount: { minor: "10800", currency: "usd" },
      at: inDays(20).toISOString(),
    });
    expect(viewWith({ nextChargeMinor: null }).nextCharge).toBeNull();
    const planned = { pendingTier: "pro", pendingInterval: "month", pendingSeats: 1 };
    expect(viewWith({ ...planned, pendingAt: inDays(20) }).pending).toEqual({
      tier: "pro",
      interval: "month",
      seats: 1,
      at: inDays(20).toISOString(),
    });
    expect(viewWith({ cancelAt: inDays(3) }).cancelsAt).toBe(inDays(3).toISOString());
  });

  it("T18: shows each bill in its own currency, with what was paid back", () => {
    const invoice: BillingInvoice = {
      id: "in_1",
      teamId: "tea_1",
      customerId: "cus_1",
      subscriptionId: "sub_1",
      number: "A-1",
      status: "paid",
      reason: "subscription_cycle",
      currency: "jpy",
      dueMinor: 2_000n,
      paidMinor: 1_900n,
      taxMinor: 0n,
      refundedMinor: 500n,
      attempts: 1,
      firstFailedAt: null,
      nextAttemptAt: null,
      createdAt: now,
      paidAt: now,
      coversFrom: null,
      coversTo: null,
      hostedUrl: null,
      pdfUrl: null,
      readAt: now,
    };
    const [shown] = viewOf({ invoices: [invoice] }).invoices;
    expect(shown).toMatchObject({
      amount: { minor: "1900", currency: "jpy" },
      refunded: { minor: "500", currency: "jpy" },
    });
  });

  it("offers a trial only where nothing runs and nobody has had one", () => {
    expect(viewOf({}).canTry).toBe(true);
    expect(viewOf({ mayTry: false }).canTry).toBe(false);
    expect(viewWith({}).canTry).toBe(false);
    expect(viewWith({ status: "canceled" }).canTry).toBe(true);
  });

  it("counts what is used of each limit", () => {
    const view = viewOf({ keys: 3, alerts: 1, seats: { allowed: 5, members: 2, invited: 1 } });
    expect(view.usage).toEqual([
      { limit: "provider-keys", used: 3, most: 1 },
      { limit: "price-alerts", used: 1, most: 1 },
      { limit: "seats", used: 3, most: 5 },
    ]);
  });
});

function states({ tier, graceUntil }: ReturnType<typeof viewOf>) {
  return { tier, graceUntil };
}
