import type { ByTier } from "@/lib/billing/by-tier";
import type { BillingInterval, PaidTier } from "@/lib/billing/plans";
import type { Feature, Limit, Tier } from "@/lib/billing/tiers";
import type { Amount } from "@/lib/billing/types";

/** An amount for either way of paying, before tax. */
export type ByInterval<T> = Readonly<Record<BillingInterval, T>>;

/** What the price page says; nothing in it depends on who reads. */
export interface PriceListView {
  readonly offers: readonly TierOffer[];
  readonly limits: readonly LimitRow[];
  readonly features: readonly FeatureRow[];
  readonly figures: QuestionFigures;
}

/** Numbers of the answers to questions. */
export interface QuestionFigures {
  readonly graceDays: number;
  readonly trialDays: number;
  readonly includedSeats: number;
  readonly mostSeats: number;
  /** Whether Stripe computes taxes on this installation. */
  readonly taxes: "on" | "off";
}

export interface TierOffer {
  readonly tier: Tier;
  /** Null for the tier that costs nothing. */
  readonly paid: PaidOffer | null;
  /** What it adds to the tier below it. */
  readonly adds: readonly AddedFeature[];
}

export interface AddedFeature {
  readonly feature: Feature;
  /** False: planned. */
  readonly isAvailable: boolean;
  /** How many of it the tier may have; null where nothing is counted. */
  readonly most: number | null;
}

export interface PaidOffer {
  readonly tier: PaidTier;
  /** False: it takes a waiting list here, not money. */
  readonly isSold: boolean;
  readonly prices: ByInterval<Amount>;
  /** The yearly price by the month. */
  readonly yearAsMonth: Amount;
  /** What a year paid at once costs less than twelve months. */
  readonly yearSaves: Amount;
  /** Null where it has no trial. */
  readonly trialDays: number | null;
  /** What members cost beyond the included ones; null where there can be none. */
  readonly seats: { readonly included: number; readonly further: ByInterval<Amount> } | null;
}

/** How many of a thing each tier may have; null: as many as one likes. */
export interface LimitRow {
  readonly limit: Limit | "members";
  readonly most: ByTier<number | null>;
}

export interface FeatureRow {
  readonly feature: Feature;
  /** False: planned, and no tier has it yet. */
  readonly isAvailable: boolean;
  /** Whether a tier has it, or will have it once it is built. */
  readonly in: ByTier<boolean>;
}
