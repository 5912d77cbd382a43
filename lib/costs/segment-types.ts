/** A stretch of time at one rate, as the ledger shows it. Times are ISO instants, money decimal dollars. */
export interface LedgerRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly machine: string;
  readonly provider: string;
  readonly gpu: string;
  readonly project: string;
  readonly from: string;
  /** `null` while it goes on. */
  readonly to: string | null;
  readonly perHour: string;
  /** Rounded once, to the micro-dollar. */
  readonly cost: string;
}

export interface LedgerPage {
  readonly rows: readonly LedgerRow[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
}
