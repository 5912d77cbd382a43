import type { BillCause } from "@/lib/costs/bills/cause";

/** Which machines are listed; `different`: only where bill and count are not the same. */
export const billLists = ["all", "different"] as const;

/** A machine's bill beside our count. Money is decimal dollars, times are ISO instants. */
export interface BillRow {
  readonly deploymentId: string;
  readonly machine: string;
  /** The provider's own id of the machine. */
  readonly instanceId: string | null;
  readonly provider: string;
  /** The name of the key, which stands for the account. */
  readonly account: string;
  /** When the provider was asked; `null` where it was not. */
  readonly comparedAt: string | null;
  /** By our ledger: at the comparison, or up to now where there was none. */
  readonly counted: string;
  /** `null`: not compared. */
  readonly billed: string | null;
  /** What was billed less what was counted. */
  readonly difference: string | null;
  readonly cause: BillCause;
  /** What the provider's meter counts in, in seconds. */
  readonly unitSeconds: number;
}

/** Everything that was compared, added up. */
export interface BillTotals {
  readonly machines: number;
  readonly counted: string;
  readonly billed: string;
  readonly difference: string;
}

export interface BillsPage {
  readonly totals: BillTotals;
  readonly rows: readonly BillRow[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
}
