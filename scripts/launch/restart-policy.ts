const window = { crashes: 5, withinMs: 60_000 };
const backoff = { firstMs: 500, longestMs: 10_000 };

/**
 * When to start a crashed process again, from the moments it crashed (oldest first, the last one is
 * now): after a wait that doubles with each recent crash, or never after five within a minute.
 */
export function restartAfter(crashesAtMs: readonly number[]): number | "give-up" {
  const now = crashesAtMs.at(-1) ?? 0;
  const recent = crashesAtMs.filter((at) => now - at < window.withinMs).length;
  if (recent >= window.crashes) return "give-up";
  return Math.min(backoff.firstMs * 2 ** Math.max(0, recent - 1), backoff.longestMs);
}
