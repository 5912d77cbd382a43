import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choosePlan } from "@/lib/billing/choose-plan";
import { billingIntervals, MOST_SEATS, paidTiers, planCents } from "@/lib/billing/plans";
import { tiers } from "@/lib/billing/tiers";
import type { PlanChoice } from "@/lib/billing/types";
import { turnOf } from "@/lib/subscriptions/change/compare-plans";

const paying = { isTrial: false };
const pro = (interval: "month" | "year") => choosePlan({ tier: "pro", interval });
const enterprise = (seats: number, interval: "month" | "year" = "month") =>
  choosePlan({ tier: "enterprise", interval, seats });
const anyPlan = fc
  .record({
    tier: fc.constantFrom(...paidTiers),
    interval: fc.constantFrom(...billingIntervals),
    seats: fc.integer({ min: 1, max: MOST_SEATS }),
  })
  .map(choosePlan);

describe("T12, T13: when a change of plan holds", () => {
  it.each<[string, PlanChoice, PlanChoice, string]>([
    ["a tier up", pro("month"), enterprise(5), "now"],
    ["a tier up, to a shorter interval", pro("year"), enterprise(5), "now"],
    ["a tier down", enterprise(5), pro("month"), "at-period-end"],
    ["a tier down, to a longer interval", enterprise(5), pro("year"), "at-period-end"],
    ["a month becomes a year", pro("month"), pro("year"), "now"],
    ["a year becomes a month", pro("year"), pro("month"), "at-period-end"],
    ["more seats", enterprise(5), enterprise(6), "now"],
    ["fewer seats", enterprise(6), enterprise(5), "at-period-end"],
    ["more seats and a year", enterprise(5), enterprise(6, "year"), "now"],
    ["fewer seats and a month", enterprise(6, "year"), enterprise(5), "at-period-end"],
    ["more seats and a month", enterprise(5, "year"), enterprise(6), "mixed"],
    ["fewer seats and a year", enterprise(6), enterprise(5, "year"), "mixed"],
    ["nothing else", enterprise(6), enterprise(6), "same"],
  ])("%s", (_what, from, to, turn) => {
    expect(turnOf(from, to, paying)).toBe(turn);
  });

  it("is now for everything in a trial, in which nothing is paid yet", () => {
    expect(turnOf(pro("year"), pro("month"), { isTrial: true })).toBe("now");
    expect(turnOf(pro("year"), pro("year"), { isTrial: true })).toBe("same");
  });

  it("turns around with the change, and never gives more for less money before it is paid", () => {
    const opposite = { same: "same", mixed: "mixed", now: "at-period-end", "at-period-end": "now" };
    fc.assert(
      fc.property(anyPlan, anyPlan, (from, to) => {
        const turn = turnOf(from, to, paying);
        expect(turnOf(to, from, paying)).toBe(opposite[turn]);
        const isTierUp = tiers.indexOf(to.tier) > tiers.indexOf(from.tier);
        const costs = ({ tier, interval, seats }: PlanChoice) => planCents(tier, interval, seats);
        if (turn === "now" && !isTierUp) expect(costs(to)).toBeGreaterThan(costs(from));
      }),
    );
  });
});
