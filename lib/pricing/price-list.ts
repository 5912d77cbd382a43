import { byTier } from "@/lib/billing/by-tier";
import {
  type BillingInterval,
  CURRENCY,
  GRACE_DAYS,
  INCLUDED_SEATS,
  MOST_SEATS,
  type PaidTier,
  type PlanItem,
  paidTiers,
  planPrice,
  TRIAL_DAYS,
  TRIAL_TIER,
} from "@/lib/billing/plans";
import {
  type Feature,
  features,
  featuresOf,
  isAvailable,
  type Limit,
  limitNames,
  limitOf,
  type Tier,
  tierHas,
  tierOf,
  tiers,
} from "@/lib/billing/tiers";
import type { Amount } from "@/lib/billing/types";
import type { AddedFeature, ByInterval, LimitRow, PaidOffer, PriceListView } from "./types";

/** Features that a limit's row tells better: how many of it each tier has. */
export const countedFeatures: { readonly [F in Feature]?: Limit } = {
  priceAlerts: "price-alerts",
  providerKeys: "provider-keys",
  unlimitedKeys: "provider-keys",
};

/** What differs from one installation to the next. */
export interface Shop {
  /** What can be bought here. */
  readonly sold: readonly PaidTier[];
  /** Stripe computes taxes. */
  readonly hasTaxes: boolean;
}

/** All that the price page says, from the tables of prices and of features. */
export function toPriceList({ sold, hasTaxes }: Shop): PriceListView {
  return {
    offers: tiers.map((tier) => ({
      tier,
      paid: paidOffer(tier, sold),
      adds: featuresOf(tier).map((feature) => addedFeature(tier, feature)),
    })),
    limits: limitRows(),
    features: features
      .filter((feature) => !countedFeatures[feature])
      .map((feature) => ({
        feature,
        isAvailable: isAvailable(feature),
        in: byTier((tier) => tiers.indexOf(tier) >= tiers.indexOf(tierOf(feature))),
      })),
    figures: {
      graceDays: GRACE_DAYS,
      trialDays: TRIAL_DAYS,
      includedSeats: INCLUDED_SEATS,
      mostSeats: MOST_SEATS,
      taxes: hasTaxes ? "on" : "off",
    },
  };
}

function addedFeature(tier: Tier, feature: Feature): AddedFeature {
  const limit = countedFeatures[feature];
  const most = limit ? limitOf(tier, limit) : null;
  return { feature, isAvailable: isAvailable(feature), most };
}

function paidOffer(name: Tier, sold: readonly PaidTier[]): PaidOffer | null {
  const tier = paidTiers.find((one) => one === name);
  if (!tier) return null;
  const [month, year] = [planPrice(tier, "month").cents, planPrice(tier, "year").cents];
  return {
    tier,
    isSold: sold.includes(tier),
    prices: pricesOf(tier),
    yearAsMonth: dollars(Math.round(year / 12)),
    yearSaves: dollars(12 * month - year),
    trialDays: tier === TRIAL_TIER ? TRIAL_DAYS : null,
    seats: tierHas(tier, "members")
      ? { included: INCLUDED_SEATS, further: pricesOf("enterprise-seat") }
      : null,
  };
}

function limitRows(): LimitRow[] {
  const counted = limitNames.map((limit) => ({
    limit,
    most: byTier((tier) => limitOf(tier, limit)),
  }));
  const members = byTier((tier) => (tierHas(tier, "members") ? INCLUDED_SEATS : 1));
  return [...counted, { limit: "members", most: members }];
}

function pricesOf(item: PlanItem): ByInterval<Amount> {
  const price = (interval: BillingInterval) => dollars(planPrice(item, interval).cents);
  return { month: price("month"), year: price("year") };
}

function dollars(cents: number): Amount {
  return { minor: String(cents), currency: CURRENCY };
}
