/** One telling: when, and at which price. */
export interface Firing {
  readonly at: string;
  readonly pricePerGpuHour: string;
}

/** What an alert would have told over a stretch of history. */
export interface BackTest {
  readonly firings: readonly Firing[];
  /** First moment of the stretch for which any price is known; null without history. */
  readonly knownSince: string | null;
  readonly lowest: string | null;
  /** The price at the end of the stretch; null while nobody sells. */
  readonly now: string | null;
}
