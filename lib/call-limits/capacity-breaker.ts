import { askPassage, type BreakerRule, forgive, noteOutcome } from "@/lib/call-limits/breaker";
import type { Tx } from "@/lib/db";

const MOST_REFUSALS = 3;

/** Three times within a quarter of an hour there was none to be had. */
const rule: BreakerRule = {
  windowMs: 15 * 60_000,
  openMs: 10 * 60_000,
  isTripped: ({ failures }) => failures >= MOST_REFUSALS,
};

/** What was asked for: an account, a place and a GPU. */
export interface CapacityAsked {
  /** See `accountMark`; it names the provider too. */
  readonly mark: string;
  readonly region: string | null;
  readonly gpu: string;
}

const breakerId = ({ mark, region, gpu }: CapacityAsked) =>
  `capacity:${mark}:${region ?? "anywhere"}:${gpu}`;

/** Whether such a machine may be asked for now; after the pause, one caller tries for all. */
export async function mayAskForCapacity(tx: Tx, asked: CapacityAsked, now: Date): Promise<boolean> {
  const passage = await askPassage(tx, breakerId(asked), now);
  return passage.kind !== "open";
}

/** There was none to be had. */
export function noteNoCapacity(tx: Tx, asked: CapacityAsked, now: Date): Promise<void> {
  return noteOutcome(tx, { id: breakerId(asked), rule, failed: true, now });
}

/** There was one: what was refused before does not count any more. */
export function noteCapacity(tx: Tx, asked: CapacityAsked): Promise<void> {
  return forgive(tx, breakerId(asked));
}
