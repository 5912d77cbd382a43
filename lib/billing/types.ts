import type { BillingInterval, PaidTier } from "./plans";
import type { Feature, Limit, Tier } from "./tiers";

/** Money as Stripe counts it: whole smallest units of a currency, as a decimal string on the wire. */
export interface Amount {
  readonly minor: string;
  /** ISO code in small letters. */
  readonly currency: string;
}

/** A tier somebody may choose. */
export interface PlanChoice {
  readonly tier: PaidTier;
  readonly interval: BillingInterval;
  readonly seats: number;
}

/** All that `/settings/subscription` shows; read from our own rows, never from Stripe. Times are ISO instants. */
export interface SubscriptionView {
  readonly tier: Tier;
  readonly interval: BillingInterval | null;
  /**
   * `none`: nothing was ever bought. `awaiting-payment`: bought, and the bank takes days to pay.
   * `frozen`: grace is over or the payment was given up. `ended`: what ran has ended.
   */
  readonly state:
    | "none"
    | "awaiting-payment"
    | "trialing"
    | "active"
    | "past-due"
    | "frozen"
    | "ended";
  readonly nextCharge: { readonly amount: Amount; readonly at: string } | null;
  readonly trialEndsAt: string | null;
  /** When a cancelled subscription ends. */
  readonly cancelsAt: string | null;
  readonly graceUntil: string | null;
  readonly pending: (PlanChoiceOrBasic & { readonly at: string }) | null;
  readonly seats: { readonly allowed: number; readonly members: number; readonly invited: number };
  readonly method: PaymentMethodView | null;
  readonly invoices: readonly InvoiceView[];
  readonly usage: readonly UsageView[];
  readonly features: readonly FeatureView[];
  readonly frozenKeys: number;
  readonly canTry: boolean;
  /** A checkout that somebody began and nobody ended. */
  readonly openCheckout: (PlanChoice & { readonly url: string; readonly expiresAt: string }) | null;
  /** The team is a customer at Stripe, so the portal can be opened. */
  readonly hasPortal: boolean;
  /** Whether the reader's role may change any of it. */
  readonly mayChange: boolean;
  /** Tiers that can be bought on this installation now; others take a waiting list. */
  readonly sold: readonly PaidTier[];
}

/** What every page of the console says about the subscription. */
export interface TeamStanding {
  /** A payment is missing, and this is when the tier is lost; null while all is paid. */
  readonly graceUntil: string | null;
  /** When this was read. */
  readonly now: string;
  /** Whether the reader may pay. */
  readonly mayPay: boolean;
}

/** What became of a checkout that somebody began. */
export type CheckoutState = "open" | "completed" | "expired" | "failed";

/** What the page polls. */
export interface LiveSubscription {
  readonly subscription: SubscriptionView;
  /** The newest one; the page that Stripe leads back to waits here for `completed`. */
  readonly checkout: CheckoutState | null;
}

export interface PlanChoiceOrBasic {
  readonly tier: Tier;
  readonly interval: BillingInterval | null;
  readonly seats: number;
}

export interface PaymentMethodView {
  readonly kind: string;
  readonly brand: string | null;
  readonly lastFour: string | null;
  /** `MM/YYYY` */
  readonly expires: string | null;
}

export interface InvoiceView {
  readonly id: string;
  readonly number: string | null;
  readonly at: string;
  readonly status: string;
  readonly amount: Amount;
  readonly refunded: Amount | null;
  readonly url: string | null;
  readonly pdfUrl: string | null;
}

export interface UsageView {
  readonly limit: Limit | "seats";
  readonly used: number;
  /** Null: no limit. */
  readonly most: number | null;
}

export interface FeatureView {
  readonly feature: Feature;
  readonly from: Tier;
  readonly has: boolean;
  readonly isAvailable: boolean;
}
