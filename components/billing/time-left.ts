const MINUTE_MS = 60_000;

/** A span in whole days, hours and minutes; nothing once it is over. */
export function timeLeft(milliseconds: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE_MS));
  return {
    days: Math.floor(minutes / 1_440),
    hours: Math.floor(minutes / 60) % 24,
    minutes: minutes % 60,
  };
}
