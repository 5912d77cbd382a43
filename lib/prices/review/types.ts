import type { PricingModel } from "@/lib/providers/contract";
import type { HeldReason } from "../quarantine";

/** What waits for the people who run the installation. Prices are decimal dollars, times ISO. */
export interface PriceReview {
  readonly held: readonly HeldPriceView[];
  /** How many are held in all; the list may be shorter. */
  readonly heldCount: number;
  readonly unknown: readonly UnknownSpellingView[];
  readonly decided: readonly DecidedSpellingView[];
}

export interface HeldPriceView {
  readonly offerId: string;
  readonly providerName: string;
  /** The provider's price list. */
  readonly sourceUrl: string | null;
  readonly instanceType: string;
  /** The model's name, or the spelling nobody knows. */
  readonly gpu: string;
  readonly gpuCount: number;
  readonly region: string | null;
  readonly pricingModel: PricingModel;
  readonly reason: HeldReason;
  /** As the provider wrote it. */
  readonly nativePrice: string;
  readonly pricePerHour: string;
  /** The last price that was believed, with its time. */
  readonly believedPerHour: string | null;
  readonly believedAt: string | null;
  readonly observedAt: string;
}

export interface UnknownSpellingView {
  readonly spelling: string;
  /** 0 where no provider says. */
  readonly memoryGb: number;
  readonly providerNames: readonly string[];
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Live offers that wait for it. */
  readonly waitingCount: number;
}

export interface DecidedSpellingView {
  readonly spelling: string;
  readonly memoryGb: number;
  /** Null: no GPU. */
  readonly modelName: string | null;
  readonly decidedAt: string;
}
