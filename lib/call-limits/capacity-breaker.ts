import { createHash } from "node:crypto";
import { askPassage, type BreakerRule, forgive, noteOutcome } from "@/lib/call-limits/breaker";
import type { Tx } from "@/lib/db";

const MOST_REFUSALS = 3;

/** Three times within a quarter of an hour there was none to be had. */
const rule: BreakerRule = {
  windowMs: 15 * 60_000,
  openMs: 10 * 60_000,
  isTripped: ({ failures }) => failures >= MOST_REFUSALS,
};

/**
 * What was asked for: an account and the shelf that the machine is taken from. An instance type is as
 * the offer has it, so that a broker's names the cloud behind it.
 */
export interface CapacityAsked {
  /** See `accountMark`; it names the provider too. */
  readonly mark: string;
  readonly region: string | null;
  readonly instanceType: string;
  readonly gpuCount: number;
  readonly tier: string | null;
  readonly pricingModel: string;
}

/** Of one length whatever words a provider has for what it sells. */
function breakerId({ mark, region, instanceType, gpuCount, tier, pricingModel }: CapacityAsked) {
  const shelf = JSON.stringify([region, instanceType, gpuCount, tier, pricingModel]);
  const hash = createHash("sha256").update(shelf).digest("base64url");
  return `capacity:${mark}:${hash.slice(0, 24)}`;
}

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
