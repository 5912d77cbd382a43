import type { Micros } from "@/lib/money";

/** What is read of a deployment's ranked offers to tell whose machine cost what. */
export const triedColumns = { id: true, state: true, startedAt: true, costMicros: true } as const;

export interface Tried {
  readonly id: string;
  readonly state: string;
  readonly startedAt: Date | null;
  readonly costMicros: Micros;
}

/** The offer whose machine the deployment has or had last; `null` where none was tried yet. Pure. */
export function currentTry(candidates: readonly Tried[]): Tried | null {
  const begun = candidates.filter(({ startedAt }) => startedAt !== null);
  const latest = begun.toSorted((a, b) => timeOf(b) - timeOf(a));
  return candidates.find(({ state }) => state === "made") ?? latest[0] ?? null;
}

/** A provider's clock, and one that tells whole seconds, may be so far behind ours. */
const CLOCK_SLACK_MS = 5_000;

/**
 * Whether a stretch of use is the current machine's; those given up before have bills of their own,
 * and may be paid to the end of a unit that had begun.
 */
export function isOfMachineSince(current: Tried | null) {
  const from = current?.startedAt;
  const earliestMs = (from?.getTime() ?? 0) - CLOCK_SLACK_MS;
  return ({ fromAt, toAt }: { readonly fromAt: Date; readonly toAt: Date | null }) =>
    !from || toAt === null || (toAt > from && fromAt.getTime() >= earliestMs);
}

/** What the machines of offers given up before the current one have cost. */
export function costOfOthers(candidates: readonly Tried[], current: Tried | null): Micros {
  return candidates
    .filter(({ id }) => id !== current?.id)
    .reduce((sum, { costMicros }) => sum + costMicros, 0n);
}

const timeOf = ({ startedAt }: Tried) => startedAt?.getTime() ?? 0;
