import { type Charge, charge, type Segment } from "../../ledger";

const MINUTE_MS = 60_000;

/**
 * What a machine has cost. States on the way are free and cut its time into pieces; the minutes of
 * one rate are counted over all of them, and the last begun one is whole.
 */
export function chargeInMinutes(segments: Segment[], nowMs: number): Charge {
  const lasted = new Map<string, { segment: Segment; ms: number }>();
  for (const segment of segments) {
    const rate = `${segment.compute} ${segment.storage}`;
    const ms = Math.max(0, (segment.toMs ?? nowMs) - segment.fromMs);
    lasted.set(rate, { segment, ms: ms + (lasted.get(rate)?.ms ?? 0) });
  }
  const one = ({ segment, ms }: { segment: Segment; ms: number }) =>
    charge([{ ...segment, fromMs: 0, toMs: ms }], MINUTE_MS, ms);
  return [...lasted.values()].map(one).reduce(
    (sum, { compute, storage, total }) => ({
      compute: sum.compute + compute,
      storage: sum.storage + storage,
      total: sum.total + total,
    }),
    { compute: 0n, storage: 0n, total: 0n },
  );
}
