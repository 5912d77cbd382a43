import { describe, expect, it } from "vitest";
import { paidTiers, planCents } from "@/lib/billing/plans";
import { features, isAvailable, limitNames, limitOf, tierHas, tiers } from "@/lib/billing/tiers";
import { countedFeatures, toPriceList } from "@/lib/pricing/price-list";
import type { PaidOffer } from "@/lib/pricing/types";

const list = toPriceList({ sold: ["pro"], hasTaxes: false });
const paid = list.offers.flatMap((offer) => offer.paid ?? []);
const cents = ({ minor }: { readonly minor: string }) => Number(minor);

describe("the price list", () => {
  it("names every tier once, from the least up, and asks money for the paid ones alone", () => {
    expect(list.offers.map(({ tier }) => tier)).toEqual(tiers);
    expect(paid.map(({ tier }) => tier)).toEqual(paidTiers);
  });

  it("says the prices that are charged", () => {
    for (const { tier, prices } of paid) {
      for (const interval of ["month", "year"] as const) {
        expect(prices[interval]).toEqual({
          minor: String(planCents(tier, interval)),
          currency: "usd",
        });
      }
    }
  });

  it("says what a year saves against twelve months, and the year by the month to the cent", () => {
    const sum = ({ prices, yearSaves, yearAsMonth }: PaidOffer) => ({
      twelveMonths: 12 * cents(prices.month),
      yearAndSaving: cents(prices.year) + cents(yearSaves),
      year: cents(prices.year),
      twelveParts: 12 * cents(yearAsMonth),
    });
    for (const { twelveMonths, yearAndSaving, year, twelveParts } of paid.map(sum)) {
      expect(yearAndSaving).toBe(twelveMonths);
      expect(twelveParts).toBe(year);
    }
    expect(paid.map(({ yearSaves }) => yearSaves.minor)).toEqual(["12000", "58800"]);
  });

  it("prices a further seat as the difference that one more member makes", () => {
    const seats = paid.flatMap((offer) => offer.seats ?? []);
    expect(seats).toHaveLength(1);
    for (const { included, further } of seats) {
      for (const interval of ["month", "year"] as const) {
        const more = planCents("enterprise", interval, included + 1);
        expect(cents(further[interval])).toBe(more - planCents("enterprise", interval, included));
      }
    }
  });

  it("has a row for every limit and every feature, those that are counted once as a limit", () => {
    const counted = features.filter((feature) => countedFeatures[feature]);
    const rows = list.features.map(({ feature }) => feature);
    expect([...rows, ...counted].sort()).toEqual([...features].sort());
    expect(list.limits.map(({ limit }) => limit)).toEqual([...limitNames, "members"]);
    for (const { limit, most } of list.limits) {
      if (limit === "members") continue;
      for (const tier of tiers) expect(most[tier]).toBe(limitOf(tier, limit));
    }
  });

  it("promises no tier a feature that the console refuses it, but as planned", () => {
    for (const row of list.features) {
      expect(row.isAvailable).toBe(isAvailable(row.feature));
      if (!row.isAvailable) continue;
      for (const tier of tiers) expect(row.in[tier]).toBe(tierHas(tier, row.feature));
    }
  });

  it("sells what this installation sells; the rest takes a waiting list", () => {
    expect(paid.map(({ isSold }) => isSold)).toEqual([true, false]);
    const none = toPriceList({ sold: [], hasTaxes: true });
    expect(none.offers.some((offer) => offer.paid?.isSold)).toBe(false);
    expect([list.figures.taxes, none.figures.taxes]).toEqual(["off", "on"]);
  });
});
