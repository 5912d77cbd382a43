import { describe, expect, it, test } from "vitest";
import { entitlementOf, type SubscriptionFacts } from "@/lib/billing/entitlement";

const now = new Date("2026-12-01T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const one = (change: Partial<SubscriptionFacts> = {}): SubscriptionFacts => ({
  id: "sub_1",
  status: "active",
  tier: "pro",
  interval: "month",
  seats: 1,
  startedAt: daysAgo(40),
  awaitsPayment: false,
  pastDueSince: null,
  cancelAt: null,
  pendingTier: null,
  pendingAt: null,
  ...change,
});

describe("T15: what each status of a subscription gives", () => {
  test.each([
    ["active", "pro"],
    ["trialing", "pro"],
    ["past_due", "pro"],
    ["unpaid", "basic"],
    ["canceled", "basic"],
    ["incomplete", "basic"],
    ["incomplete_expired", "basic"],
    ["paused", "basic"],
    ["a_word_of_tomorrow", "basic"],
  ])("%s: %s", (status, tier) => {
    const pastDueSince = status === "past_due" ? daysAgo(3) : null;
    expect(entitlementOf([one({ status, pastDueSince })], now).tier).toBe(tier);
  });

  it("past_due keeps the tier for seven days from the first failure and says until when", () => {
    const at = (days: number) =>
      entitlementOf([one({ status: "past_due", pastDueSince: daysAgo(days) })], now);
    expect(at(6.99)).toMatchObject({ tier: "pro", graceUntil: new Date(now.getTime() + 864_000) });
    expect(at(7)).toMatchObject({ tier: "basic", graceUntil: null });
  });

  it("past_due without a known first failure gives nothing", () => {
    expect(entitlementOf([one({ status: "past_due" })], now).tier).toBe("basic");
  });
});

it("T8: an old subscription's end takes nothing from a new one, in whatever order they are listed", () => {
  const old = one({ id: "sub_old", status: "canceled", tier: "enterprise", seats: 9 });
  const fresh = one({ id: "sub_new" });
  for (const rows of [
    [old, fresh],
    [fresh, old],
  ]) {
    expect(entitlementOf(rows, now)).toMatchObject({ tier: "pro", subscriptionId: "sub_new" });
  }
});

it("T9: a subscription whose very first payment is under way gives nothing", () => {
  expect(entitlementOf([one({ awaitsPayment: true })], now).tier).toBe("basic");
});

it("T19: seats are what the subscription pays for, and one without it", () => {
  expect(entitlementOf([one({ tier: "enterprise", seats: 7 })], now).seats).toBe(7);
  expect(entitlementOf([one({ seats: 7 })], now).seats).toBe(1);
  expect(entitlementOf([], now)).toMatchObject({ tier: "basic", seats: 1 });
});

it("T21: of several that give something the highest tier counts", () => {
  const rows = [one({ id: "a" }), one({ id: "b", tier: "enterprise", seats: 5 })];
  expect(entitlementOf(rows, now)).toMatchObject({ tier: "enterprise", subscriptionId: "b" });
});

it("T13, T14: what the tier becomes by itself is told: by a plan, or because it was cancelled", () => {
  const at = new Date("2026-12-20T00:00:00Z");
  const planned = entitlementOf(
    [one({ tier: "enterprise", pendingTier: "pro", pendingAt: at })],
    now,
  );
  expect(planned.pending).toEqual({ tier: "pro", at });
  expect(entitlementOf([one({ cancelAt: at })], now).pending).toEqual({ tier: "basic", at });
});
