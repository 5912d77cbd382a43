import { costOfDuration, type Micros } from "@/lib/money";

export interface Stretch {
  readonly ratePerHourMicros: Micros;
  readonly fromAt: Date;
  readonly toAt: Date | null;
}

/** What stretches of use have cost by `now`, each rounded once; an open one counts up to `now`. */
export function costOf(stretches: readonly Stretch[], now: Date): Micros {
  return stretches.reduce((sum, { ratePerHourMicros, fromAt, toAt }) => {
    const milliseconds = Math.max(0, (toAt ?? now).getTime() - fromAt.getTime());
    return sum + costOfDuration(ratePerHourMicros, milliseconds);
  }, 0n);
}
