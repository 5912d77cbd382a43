import type { Tx } from "@/lib/db";
import type { Window } from "./windows";

/** How many of how many. */
export interface Share {
  readonly numerator: number;
  /** The size of the sample. */
  readonly denominator: number;
}

/** A growth figure: what is counted, over which days, and what it should come to. */
export interface Figure {
  /** It is reached by more than this. */
  readonly goalPercent: number;
  /** The window of the figure of a day, which that day is the last or a later one of. */
  windowOf(day: string): Window;
  /** Counts by what is known at `now`, which is never before the day. */
  count(tx: Tx, window: Window, now: Date): Promise<Share>;
}

/** The one row of a counting statement. */
export function onlyShare([row]: readonly Share[]): Share {
  return row ?? { numerator: 0, denominator: 0 };
}
