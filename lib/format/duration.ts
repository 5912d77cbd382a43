const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The largest unit that says it, for the texts `common.duration.<unit>`. */
export interface DurationPart {
  readonly unit: "seconds" | "minutes" | "hours" | "days";
  readonly value: number;
}

/** How long ago, in one unit, rounded down: 4 minutes, 3 hours, 12 days. */
export function durationPart(milliseconds: number): DurationPart {
  const past = Math.max(0, milliseconds);
  if (past < MINUTE_MS) return { unit: "seconds", value: Math.floor(past / 1000) };
  if (past < HOUR_MS) return { unit: "minutes", value: Math.floor(past / MINUTE_MS) };
  if (past < 2 * DAY_MS) return { unit: "hours", value: Math.floor(past / HOUR_MS) };
  return { unit: "days", value: Math.floor(past / DAY_MS) };
}
