import { z } from "zod";
import { divideHalfEven, microsToUsd } from "./money";

const HOUR_MS = 3_600_000n;
const micros = z.string().regex(/^\d+$/);

/** What an hour costs: the machine itself and the storage that is billed beside it. */
export interface Rate {
  compute: bigint;
  storage: bigint;
}

export const FREE: Rate = { compute: 0n, storage: 0n };

/** One stretch of a machine's life at one state and rate; amounts in micro-dollars an hour. */
export const segmentSchema = z.object({
  fromMs: z.number(),
  toMs: z.number().nullable(),
  state: z.string(),
  compute: micros,
  storage: micros,
});

export type Segment = z.infer<typeof segmentSchema>;

/** Closes the open segment at `atMs` and opens one in the new state. */
export function moveOn(segments: Segment[], atMs: number, state: string, rate: Rate): Segment[] {
  const compute = rate.compute.toString();
  const storage = rate.storage.toString();
  return [...close(segments, atMs), { fromMs: atMs, toMs: null, state, compute, storage }];
}

/** Closes the open segment at `atMs`; a closed bill stays as it is. */
export function close(segments: Segment[], atMs: number): Segment[] {
  return segments.map((segment) =>
    segment.toMs === null ? { ...segment, toMs: Math.max(atMs, segment.fromMs) } : segment,
  );
}

/** The rate of the open segment, nothing when the bill is closed. */
export function rateNow(segments: Segment[]): Rate {
  const open = segments.find((segment) => segment.toMs === null);
  return open ? { compute: BigInt(open.compute), storage: BigInt(open.storage) } : FREE;
}

export interface Charge {
  compute: bigint;
  storage: bigint;
  total: bigint;
}

/**
 * What a machine has cost inside a window, in micro-dollars. Neighbouring segments of one rate
 * are one run; a run is billed in started units (`unitMs`: 1,000 for seconds, 60,000 for minutes)
 * and rounded once, half to even.
 */
export function charge(
  segments: Segment[],
  unitMs: number,
  nowMs: number,
  window?: { fromMs: number; toMs: number },
): Charge {
  const cost = (part: "compute" | "storage") =>
    runs(segments, part, nowMs).reduce((sum, run) => {
      const fromMs = Math.max(run.fromMs, window?.fromMs ?? run.fromMs);
      const toMs = Math.min(run.toMs, window?.toMs ?? run.toMs);
      const units = BigInt(Math.max(0, Math.ceil((toMs - fromMs) / unitMs)));
      return sum + divideHalfEven(run.rate * units * BigInt(unitMs), HOUR_MS);
    }, 0n);
  const compute = cost("compute");
  const storage = cost("storage");
  return { compute, storage, total: compute + storage };
}

function runs(segments: Segment[], part: "compute" | "storage", nowMs: number) {
  const found: { fromMs: number; toMs: number; rate: bigint }[] = [];
  for (const segment of segments) {
    const rate = BigInt(segment[part]);
    const toMs = segment.toMs ?? Math.max(nowMs, segment.fromMs);
    const last = found.at(-1);
    if (last && last.rate === rate && last.toMs === segment.fromMs) last.toMs = toMs;
    else found.push({ fromMs: segment.fromMs, toMs, rate });
  }
  return found;
}

/** A segment as the bill shows it to people and tests. */
export function toSegmentView(segment: Segment) {
  return {
    from: new Date(segment.fromMs).toISOString(),
    to: segment.toMs === null ? null : new Date(segment.toMs).toISOString(),
    state: segment.state,
    usdPerHour: microsToUsd(BigInt(segment.compute) + BigInt(segment.storage)),
    computeUsdPerHour: microsToUsd(BigInt(segment.compute)),
    storageUsdPerHour: microsToUsd(BigInt(segment.storage)),
  };
}
