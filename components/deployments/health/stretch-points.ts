import type { HealthView } from "@/lib/health/types";

/** A stretch as it is drawn; what is `null` leaves a gap. */
export interface StretchPoint {
  readonly atMs: number;
  readonly answerMs: number | null;
  /** Of a hundred rounds. */
  readonly failedPercent: number | null;
  readonly gpuUse: number | null;
}

/** Every stretch between the first and the last, also those in which nobody looked. */
export function stretchPoints({
  stretches,
  stretchSeconds,
}: Pick<HealthView, "stretches" | "stretchSeconds">): StretchPoint[] {
  const byMs = new Map(stretches.map((one) => [Date.parse(one.fromAt), one]));
  const times = [...byMs.keys()];
  const [first = 0, last = -1] = [times.at(0), times.at(-1)];
  const points: StretchPoint[] = [];
  for (let atMs = first; atMs <= last; atMs += stretchSeconds * 1_000) {
    const one = byMs.get(atMs);
    points.push({
      atMs,
      answerMs: one?.answerMs ?? null,
      failedPercent: one ? (100 * one.badRounds) / one.rounds : null,
      gpuUse: one?.gpuUse ?? null,
    });
  }
  return points;
}
