import type { VolumeView } from "@/lib/volumes/schema";

/** A team's volumes in all its accounts, and what those cost that hang on nothing. */
export interface VolumeList {
  readonly volumes: readonly VolumeView[];
  readonly orphans: {
    readonly count: number;
    /** Decimal dollars a month of those whose price is known. */
    readonly perMonth: string;
    /** How many of them nobody published a price for. */
    readonly unpriced: number;
  };
  /** Accounts that were not read yet or could not be read last. */
  readonly unread: readonly { readonly keyId: string; readonly keyName: string }[];
}
