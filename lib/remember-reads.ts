import { clock } from "@/lib/clock";
import { shareReads } from "@/lib/share-reads";

/** More answers than this are not kept. */
const MOST_KEPT = 500;

/**
 * Keeps the answers of reads that take long for a while: whoever asks within `keepMs` gets the one
 * that is there, and must be told of which moment it is. All that a read depends on must be in its key.
 */
export function rememberReads<T>(keepMs: number) {
  const share = shareReads<T>();
  const kept = new Map<string, { readonly answer: T; readonly untilMs: number }>();

  return async (key: string, read: () => Promise<T>): Promise<T> => {
    const nowMs = clock.now().getTime();
    const known = kept.get(key);
    if (known && nowMs < known.untilMs && known.untilMs - nowMs <= keepMs) return known.answer;
    const answer = await share(key, read);
    kept.delete(key);
    kept.set(key, { answer, untilMs: nowMs + keepMs });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return answer;
  };
}
