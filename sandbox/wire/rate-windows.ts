/** Counts calls per caller in fixed windows, in memory. */
export interface RateWindows {
  /** Counts one call; the seconds to wait when a window is full, else null. */
  take(who: string): number | null;
  left(who: string): { name: string; left: number; resetS: number }[];
}

export interface Window {
  name: string;
  seconds: number;
  calls: number;
}

export function rateWindows(windows: Window[], nowMs: () => number): RateWindows {
  const counts = new Map<string, { slot: number; used: number }>();
  const slotOf = (window: Window) => Math.floor(nowMs() / 1000 / window.seconds);
  const counter = (who: string, window: Window) => {
    const key = `${who} ${window.name}`;
    const slot = slotOf(window);
    const known = counts.get(key);
    if (known?.slot === slot) return known;
    const fresh = { slot, used: 0 };
    counts.set(key, fresh);
    return fresh;
  };
  const resetS = (window: Window) =>
    Math.max(1, Math.ceil((slotOf(window) + 1) * window.seconds - nowMs() / 1000));

  return {
    take(who) {
      const full = windows.find((window) => counter(who, window).used >= window.calls);
      if (full) return resetS(full);
      for (const window of windows) counter(who, window).used += 1;
      return null;
    },
    left: (who) =>
      windows.map((window) => ({
        name: window.name,
        left: Math.max(0, window.calls - counter(who, window).used),
        resetS: resetS(window),
      })),
  };
}
