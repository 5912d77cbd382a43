import type { Availability, PriceSourceMeta, PricingModel } from "@/lib/providers/contract";
import type { Freshness } from "./freshness";

/** A live offer as people see it. Prices are decimal dollars, times ISO instants. */
export interface OfferView {
  readonly kind: "live";
  readonly id: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly modelId: string | null;
  readonly modelName: string;
  readonly instanceType: string;
  readonly gpuSpelling: string;
  readonly gpuCount: number;
  /** Greatest count one may ask for; the price scales with it when above `gpuCount`. */
  readonly maxGpuCount: number;
  readonly isPartition: boolean;
  readonly gpuMemoryGb: number | null;
  readonly vcpu: number | null;
  readonly ramGb: number | null;
  readonly diskGb: number | null;
  readonly region: string | null;
  readonly area: Area | null;
  readonly pricingModel: PricingModel;
  readonly tier: string | null;
  readonly pricePerHour: string;
  readonly pricePerGpuHour: string;
  readonly nativePrice: string;
  readonly currency: string;
  /** Day of the exchange rate behind the dollars, YYYY-MM-DD; left out where the price is in dollars. */
  readonly rateDay?: string;
  readonly availability: Availability;
  readonly observedAt: string;
  /** Day of the table the price is from, YYYY-MM-DD; left out where the source itself told the price. */
  readonly listedOn?: string;
  readonly freshness: Freshness;
  /** No longer on the provider's list. */
  readonly vanished: boolean;
  readonly isLaunchable: boolean;
  /** Minutes that are billed however early a machine is ended; 0 where the provider names none. */
  readonly leastMinutes: number;
  /** A machine of it is known to have no address of its own. */
  readonly sharesAddress: boolean;
  /** The cloud whose machine a broker sells, and its name; null where the provider sells its own. */
  readonly brokeredFrom: string | null;
  readonly brokeredName: string | null;
}

/** A row of the offer list: live, or dated; with what it costs by other measures. */
export type OfferRow = (OfferView | ReferenceOfferView) & {
  /** Dollars an hour per dense BF16 TFLOP of one GPU, and per GB of its memory; null without a spec. */
  readonly pricePerTflopHour: string | null;
  readonly pricePerGbHour: string | null;
  /** 0 to 100, 100 is the best of the list; null without a spec. */
  readonly value: number | null;
};

/** One page of the offers that fit a query. */
export interface OfferSearch {
  readonly generatedAt: string;
  readonly rows: readonly OfferRow[];
  readonly total: number;
  readonly page: number;
  readonly limit: number;
  /** Choices of each filter with how many offers fit when it is the only one of its kind. */
  readonly facets: Readonly<Record<string, readonly Facet[]>>;
  /** Lowest and highest price per GPU and hour of what fits without a ceiling. */
  readonly priceRange: { readonly low: string; readonly high: string } | null;
  /** Where nothing fits: each filter whose loss would help, and how many offers fit then. */
  readonly loosen: readonly { readonly filter: string; readonly total: number }[];
}

/** A dated offer of the reference snapshot: muted, never launchable. `observedOn` is a day. */
export interface ReferenceOfferView {
  readonly kind: "reference";
  readonly id: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly modelId: string | null;
  readonly modelName: string;
  readonly instanceType: string | null;
  readonly gpuSpelling: string;
  readonly gpuCount: number;
  readonly isPartition: boolean;
  readonly gpuMemoryGb: number | null;
  readonly vcpu: number | null;
  readonly ramGb: number | null;
  readonly diskGb: number | null;
  readonly region: string | null;
  readonly area: Area | null;
  readonly pricingModel: PricingModel;
  readonly pricePerHour: string;
  readonly pricePerGpuHour: string;
  readonly observedOn: string;
  readonly source: string;
}

export const areas = [
  "us",
  "canada",
  "south-america",
  "europe",
  "middle-east",
  "africa",
  "asia",
  "oceania",
] as const;
export type Area = (typeof areas)[number];

/** One number with what makes it believable: live with its age, or reference with its date. */
export type PriceView = LivePriceView | ReferencePriceView;

export interface LivePriceView {
  readonly kind: "live";
  readonly offerId: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly modelId: string;
  readonly pricePerGpuHour: string;
  readonly region: string | null;
  readonly area: Area | null;
  readonly availability: Availability;
  readonly observedAt: string;
  /** Day of the table the price is from, YYYY-MM-DD; left out where the source itself told the price. */
  readonly listedOn?: string;
  readonly freshness: Freshness;
  readonly isLaunchable: boolean;
}

export interface ReferencePriceView {
  readonly kind: "reference";
  readonly providerId: string;
  readonly providerName: string;
  readonly modelId: string;
  readonly pricePerGpuHour: string;
  readonly region: string | null;
  readonly area: Area | null;
  readonly observedOn: string;
}

export interface HomeView {
  readonly generatedAt: string;
  readonly cards: readonly HomeCard[];
  /** The largest price changes of the last day, largest first. */
  readonly moves: readonly MoveView[];
  /** Live offers on sale and the clouds behind them, for the headline; a broker's doubles left out. */
  readonly liveOfferCount: number;
  readonly liveProviderCount: number;
}

/** A price that went up or down; decimal dollars per GPU and hour. */
export interface MoveView {
  readonly modelId: string;
  readonly name: string;
  readonly providerName: string;
  readonly pricingModel: "on-demand" | "spot";
  readonly before: string;
  readonly after: string;
  /** Negative when it fell. */
  readonly percent: number;
  readonly at: string;
}

export interface HomeCard {
  readonly modelId: string;
  readonly name: string;
  readonly memoryGb: number | null;
  /** Cheapest whole card on demand; a reference price only while nobody sells one live. */
  readonly cheapest: PriceView | null;
  readonly spot: LivePriceView | null;
  /** Clouds with a live whole-card offer of the model; one that brokers sell too counts once. */
  readonly providerCount: number;
  /** Lowest live price over the last 30 days: it holds until the next point. */
  readonly line: readonly LinePoint[];
}

export interface LinePoint {
  readonly at: string;
  readonly pricePerGpuHour: string | null;
}

export interface GpuMatrix {
  readonly generatedAt: string;
  /** Most fresh live offers first; the first eight are shown unless the reader chooses. */
  readonly providers: readonly MatrixProvider[];
  readonly rows: readonly MatrixRow[];
  readonly facets: MatrixFacets;
}

export interface MatrixProvider {
  readonly id: string;
  readonly name: string;
  /** Without a broker's doubles of what the cloud itself sells. */
  readonly freshOfferCount: number;
  readonly referenceOfferCount: number;
  /** Null for providers known from the reference snapshot alone. */
  readonly source: SourceState | null;
}

export interface MatrixRow extends MatrixPrices {
  readonly modelId: string;
  readonly name: string;
  readonly family: string;
  readonly vendor: string;
  readonly memoryGb: number | null;
  readonly formFactor: string | null;
  /** Its sellers do not say which of several versions it is; those that do have rows of their own. */
  readonly isUnspecific: boolean;
  readonly spot: MatrixPrices;
}

/** Whole cards of one model in one pricing model; the row's own are on demand. */
export interface MatrixPrices {
  /** The cheapest by provider id. */
  readonly cells: Readonly<Record<string, MatrixCell>>;
  /** The cheapest cell: of the live ones where there is any, else of the reference. */
  readonly cheapest: { readonly providerId: string; readonly kind: "live" | "reference" } | null;
}

/** A cell leaves out what its column and row say already. */
export type MatrixCell =
  | {
      readonly kind: "live";
      readonly offerId: string;
      readonly pricePerGpuHour: string;
      readonly region: string | null;
      readonly availability: Availability;
      readonly observedAt: string;
      readonly listedOn?: string;
      readonly freshness: Freshness;
      readonly offerCount: number;
    }
  | {
      readonly kind: "reference";
      readonly pricePerGpuHour: string;
      readonly observedOn: string;
    };

export interface MatrixFacets {
  readonly vendors: readonly Facet[];
  readonly families: readonly Facet[];
  readonly memoriesGb: readonly Facet[];
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface GpuPage {
  readonly generatedAt: string;
  readonly modelId: string;
  readonly name: string;
  /** The models whose offers stand on this page: the model and those that say the same and more. */
  readonly variants: readonly { readonly modelId: string; readonly name: string }[];
  readonly cheapest: PriceView | null;
  readonly spot: LivePriceView | null;
  readonly offers: readonly OfferView[];
  readonly referenceOffers: readonly ReferenceOfferView[];
  readonly providers: readonly MatrixProvider[];
}

export const sourceStates = [
  "ok",
  "stale",
  "failed",
  "short",
  "needs-key",
  "never",
  "dated",
] as const;
export type SourceState = (typeof sourceStates)[number];

export interface SourceView {
  readonly providerId: string;
  readonly providerName: string;
  readonly state: SourceState;
  readonly lastSuccessAt: string | null;
  readonly lastAttemptAt: string | null;
  /** A provider error kind, `short` or `needs-key`; null after a success. */
  readonly failure: string | null;
  /** The day of a dated table, which is never asked. */
  readonly observedOn: string | null;
  readonly rowCount: number;
  readonly skippedCount: number;
  /** Listed prices that are not believed, and names of GPUs nobody knows. */
  readonly heldCount: number;
  readonly unknownCount: number;
  readonly access: PriceSourceMeta["access"];
  readonly evidence: PriceSourceMeta["evidence"];
  readonly sourceUrl: string;
  readonly refreshEveryMs: number;
  /** Terms of the prices, null where none are stated. */
  readonly licence: string | null;
  /** What nobody could verify: message key suffix under `sources.unverified`, or null. */
  readonly unverified: string | null;
}

export interface ReferenceSourceView {
  readonly name: string;
  readonly url: string;
  readonly licence: string;
  readonly usedFor: string;
  readonly attribution: string | null;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
}

export interface SourcesView {
  /** From how many hours on a live price is stale (beyond its schedule), old, hidden. */
  readonly freshnessHours: {
    readonly stale: number;
    readonly old: number;
    readonly hidden: number;
  };
  readonly live: readonly SourceView[];
  readonly reference: readonly ReferenceSourceView[];
}
