import type { LinePoint } from "@/lib/prices/types";

/** What one or several models cost over time, whole cards, lowest price of any provider. */
export interface PriceHistory {
  readonly onDemand: PriceCourse;
  readonly spot: PriceCourse;
}

/** One pricing model's course, from the oldest to now. Prices are decimal dollars per GPU and hour. */
export interface PriceCourse {
  /** Weekly lows of the dated reference, before the first live day; `days` are the Mondays. */
  readonly weekly: { readonly days: readonly string[]; readonly prices: readonly string[] };
  /** Live prices by UTC day; the columns go in step. */
  readonly daily: DailySeries;
  /** Every move of the last seven days; a price holds until the next point. */
  readonly recent: readonly LinePoint[];
}

export interface DailySeries {
  readonly days: readonly string[];
  readonly lows: readonly string[];
  readonly highs: readonly string[];
  readonly typicals: readonly string[];
}

/** How a price stands among those of the days before it. */
export type PriceVerdict =
  | {
      readonly word: "low" | "typical" | "high";
      /** How many of a hundred days were dearer, and how many cheaper. */
      readonly dearerPercent: number;
      readonly cheaperPercent: number;
      readonly lowest: string;
      readonly highest: string;
      readonly days: number;
    }
  | { readonly word: "unknown"; readonly days: number; readonly needed: number };

/** A provider's lowest price for a GPU moved. `from` or `to` null: there was, or is, none to be had. */
export interface PriceChange {
  readonly at: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly pricingModel: "on-demand" | "spot";
  readonly from: string | null;
  readonly to: string | null;
}

/** All that is known of a GPU's prices over time. */
export interface GpuHistory {
  readonly history: PriceHistory;
  readonly verdict: PriceVerdict;
  /** Newest first. */
  readonly changes: readonly PriceChange[];
  /** On demand; null while too few days are known. */
  readonly calendar: PriceCalendar | null;
}

/** Weeks with their days up to today, oldest first. `level` runs from 0, cheapest, to 4, dearest. */
export type PriceCalendar = readonly {
  readonly monday: string;
  readonly days: readonly {
    readonly day: string;
    readonly low: string | null;
    readonly level: number | null;
  }[];
}[];
