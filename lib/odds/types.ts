/** How launches of one GPU at a provider ended of late, all teams together. */
export interface OddsView {
  readonly modelId: string;
  readonly modelName: string;
  /** `null`: all regions together. */
  readonly region: string | null;
  readonly launches: number;
  /** Whole percent of the launches that came to run. */
  readonly successPercent: number;
  readonly medianReadySeconds: number | null;
  readonly p90ReadySeconds: number | null;
}

/** How often a provider charged what it had quoted. */
export interface HonestyView {
  readonly receipts: number;
  /** Whole percent, rounded down, so that 100 means every one. */
  readonly asQuotedPercent: number;
}

/** What is known of a provider as a seller; empty until enough teams have launched enough there. */
export interface ProviderOdds {
  readonly odds: readonly OddsView[];
  readonly honesty: HonestyView | null;
}

/** Looks up the odds of an offer: those of its region, else those of all regions. */
export type FindOdds = (offer: {
  readonly providerId: string;
  readonly modelId: string | null;
  readonly region: string | null;
}) => OddsView | null;
