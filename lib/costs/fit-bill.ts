import { costOf } from "@/lib/costs/meter";
import { divideHalfEven, type Micros } from "@/lib/money";

const MS_PER_HOUR = 3_600_000n;
/** How far an answer's way to us and a bill's started unit may move an end. */
const SLACK_MS = 5_000;

export interface ClosedStretch {
  readonly id: string;
  readonly ratePerHourMicros: Micros;
  readonly fromAt: Date;
  readonly toAt: Date;
}

/** Which stretch ended when, by the bill. */
export interface Fit {
  readonly segmentId: string;
  readonly toAt: Date;
}

/**
 * Fits the end of use to what the provider billed. We know when a machine was last seen and when we
 * noticed that it was gone; the bill knows the moment between. `null`: the end the bill implies lies
 * outside of that, so the bill is not complete yet or counts something else, and is not believed.
 * Pure; `stretches` in order of time.
 */
export function fitBill(
  stretches: readonly ClosedStretch[],
  billed: Micros,
  lastSeenAt: Date | null,
): Fit | null {
  const last = stretches.findLast(({ ratePerHourMicros }) => ratePerHourMicros > 0n);
  if (!last) return null;
  const others = costOf(
    stretches.filter((stretch) => stretch !== last),
    last.toAt,
  );
  const lastedMs = divideHalfEven((billed - others) * MS_PER_HOUR, last.ratePerHourMicros);
  const endMs = last.fromAt.getTime() + Number(lastedMs);
  const noticedMs = last.toAt.getTime();
  const seenMs = Math.min(lastSeenAt?.getTime() ?? noticedMs, noticedMs);
  const earliestMs = Math.max(last.fromAt.getTime(), seenMs - SLACK_MS);
  if (endMs < earliestMs || endMs > noticedMs + SLACK_MS) return null;
  return { segmentId: last.id, toAt: new Date(endMs) };
}
