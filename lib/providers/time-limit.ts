/**
 * The caller's signal, which also aborts once a list of many calls has taken so long: a refresh that
 * runs on would meet the next one.
 */
export function withTimeLimit(limitMs: number, signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(limitMs);
  return signal ? AbortSignal.any([limit, signal]) : limit;
}
