import type { GpuModel } from "@/lib/gpus/catalog";
import type { GpuHistory } from "@/lib/history/types";
import type { ProviderOdds } from "@/lib/odds/types";
import type { Area, GpuPage, LivePriceView, PriceView, SourceView } from "@/lib/prices/types";
import type { ProviderFees } from "@/lib/providers/contract";

/** The cheapest whole card in one part of the world; `area` null where the region does not tell. */
export interface AreaPrice {
  readonly area: Area | null;
  readonly onDemand: LivePriceView | null;
  readonly spot: LivePriceView | null;
}

/** What a provider charges beside the hourly price. Decimal dollars; null where not published. */
export interface FeesView {
  /** Per GB and month of disk, while the machine runs and while it is stopped. */
  readonly storage: string | null;
  readonly stoppedStorage: string | null;
  /** Per GB that leaves the provider. */
  readonly egress: string | null;
  /** `assumed`: nobody published it, so the full price is counted. */
  readonly stopped: ProviderFees["stopped"] | "assumed";
  /** Where and on which day this was read; null for what our own adapter for machines knows. */
  readonly source: { readonly url: string; readonly asOf: string } | null;
}

/** A provider's cheapest machine on demand, with what a month of it costs besides. */
export interface MonthlyOffer {
  readonly providerId: string;
  readonly providerName: string;
  /** More than one where the provider sells no single GPU. */
  readonly gpuCount: number;
  /** Of the whole machine. */
  readonly pricePerHour: string;
  readonly fees: FeesView;
}

/** What whole cards cost per GPU and hour on demand, in decimal dollars. */
export interface PriceRange {
  readonly lowest: string;
  readonly highest: string;
  readonly offerCount: number;
}

/** A GPU to look at instead, with its cheapest price. */
export interface NearGpu {
  readonly modelId: string;
  readonly name: string;
  readonly memoryGb: number | null;
  readonly cheapest: PriceView;
}

/** Everything the page of one GPU shows. */
export interface GpuView extends GpuHistory {
  readonly gpu: GpuModel;
  readonly page: GpuPage;
  /** Its lowest is the page's cheapest; null where nobody sells a whole card live. */
  readonly range: PriceRange | null;
  readonly areas: readonly AreaPrice[];
  readonly monthly: readonly MonthlyOffer[];
  /** What to look at while nobody sells a whole card of this one; empty else. */
  readonly near: readonly NearGpu[];
}

/** One GPU of a comparison: its page's prices, and what its maker says of it. */
export interface ComparedGpu {
  readonly gpu: GpuModel;
  readonly cheapest: PriceView | null;
  readonly spot: LivePriceView | null;
  /** Providers of which a whole card can be had. */
  readonly providerCount: number;
  readonly areas: readonly AreaPrice[];
}

/** A seller of GPUs: asked live, or known from dated prices alone. */
export interface ProviderCard {
  readonly id: string;
  readonly name: string;
  readonly modelCount: number;
  readonly offerCount: number;
  /** Names of the most wanted GPUs it sells. */
  readonly sells: readonly string[];
  /** Whole card on demand. */
  readonly cheapest: (PriceView & { readonly modelName: string }) | null;
  /** Null for a provider known from dated prices alone. */
  readonly live: LiveSeller | null;
}

export interface LiveSeller {
  readonly source: SourceView;
  readonly isLaunchable: boolean;
  readonly fees: FeesView;
  readonly homepage: string;
  readonly rentUrl: string;
}

/** What a provider sells, one row a GPU; whole cards. */
export interface SoldModel {
  readonly modelId: string;
  readonly name: string;
  readonly memoryGb: number | null;
  readonly onDemand: PriceView | null;
  readonly spot: PriceView | null;
  readonly offerCount: number;
}

export interface ProviderView {
  readonly generatedAt: string;
  readonly card: ProviderCard;
  readonly models: readonly SoldModel[];
  /** Launch odds and price honesty; empty outside the live world. */
  readonly odds: ProviderOdds;
}
