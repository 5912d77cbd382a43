const WINDOW_MS = 1_000;
const MOST_ERRORS = 50;

/**
 * Tells an error storm from single errors. A queue worker whose first connection failed asks again
 * at once and for ever, without letting timers or sockets run in between, so this must be heard
 * while the error is being told. Answers true once, at the error that makes it a storm.
 */
export function watchStorm(readMs: () => number = () => performance.now()): () => boolean {
  let startedAtMs = readMs();
  let count = 0;
  return () => {
    if (readMs() - startedAtMs > WINDOW_MS) {
      startedAtMs = readMs();
      count = 0;
    }
    count += 1;
    return count === MOST_ERRORS;
  };
}
