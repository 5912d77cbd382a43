import { setTimeout as delay } from "node:timers/promises";
import type { CallGuard, RateLimit } from "@/lib/providers/contract";

/** Calls leave a little later than allowed: they may be quicker on their way than the one before. */
const SLACK_MS = 50;

/**
 * Keeps a provider's limits for one process that has the key to itself: each request waits until all
 * limits let it pass.
 */
export function ownGuard(limits: readonly RateLimit[]): CallGuard {
  const sent: { readonly atMs: number; readonly launches: boolean }[] = [];
  const waitMs = (limit: RateLimit, launches: boolean): number => {
    if (limit.of === "launches" && !launches) return 0;
    const counted = sent.filter((one) => limit.of === "all-calls" || one.launches);
    const first = counted.at(-limit.calls);
    if (!first || counted.length < limit.calls) return 0;
    return first.atMs + limit.everyMs + SLACK_MS - performance.now();
  };
  return {
    async enter({ launches }) {
      const longest = Math.max(0, ...limits.map((limit) => waitMs(limit, launches)));
      if (longest > 0) await delay(longest);
      sent.push({ atMs: performance.now(), launches });
    },
    async leave() {},
  };
}
