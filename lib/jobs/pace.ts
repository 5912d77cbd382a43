import { env } from "@/lib/env";

/** No schedule runs more often than this, however fast the sandbox passes through time. */
const SHORTEST_MS = 1_000;

/** A schedule's interval in this world: the sandbox divides it by PACE. */
export function pacedInterval(ms: number): number {
  return Math.max(SHORTEST_MS, Math.round(ms / env.PACE));
}
