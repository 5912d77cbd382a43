import { setTimeout } from "node:timers/promises";
import { jobNames, jobs, type Lane } from "@/lib/jobs/catalog";
import { pacedInterval } from "@/lib/jobs/pace";

/** Longer than any jobs keep all places of a lane busy. */
const GRACE_MS = 60_000;
/** However fast the sandbox passes through time: a lost worker's jobs stay locked for 10 s. */
const SHORTEST_GRACE_MS = 15_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Every lane has schedules, so it always has something to do soon. One that hears of nothing hangs
 * on a connection that broke while it was being made, which the queue library does not notice.
 */
export function watchBeat(lane: Lane) {
  const intervals = jobNames.flatMap((name) => {
    const { lane: home, everyMs } = jobs[name];
    return home === lane && everyMs !== null ? [pacedInterval(everyMs)] : [];
  });
  const graceMs = Math.max(SHORTEST_GRACE_MS, pacedInterval(GRACE_MS));
  const patienceMs = graceMs + 2 * Math.min(...intervals);
  let heardAtMs = performance.now();
  return {
    hear(): void {
      heardAtMs = performance.now();
    },
    /** Throws once nothing was heard for too long; ends quietly when told to stop. */
    async untilSilent(signal: AbortSignal): Promise<void> {
      while (performance.now() - heardAtMs < patienceMs) {
        if (signal.aborted) return;
        await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
      throw new Error(`nothing heard for ${Math.round(patienceMs / 1_000)} s`);
    },
  };
}
