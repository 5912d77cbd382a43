const TICK_MS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current: number | null = null;

/** The page's idea of now: the browser's clock plus the offset the server wrote on the page. */
export function nowMs(): number {
  current ??= read();
  return current;
}

/** Calls back when the page's now has moved on; one timer serves the whole page. */
export function subscribeToNow(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = read();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read(): number {
  return Date.now() + Number(document.documentElement.dataset.clockOffset ?? 0);
}
