import { paced } from "@/lib/pace";

/** However fast the sandbox passes through time, its connections take what this computer takes. */
const LEAST_MS = 1_000;

/** How long a probe waits for an answer, in this world's time. */
export function patience(ms: number): number {
  return Math.max(Math.min(ms, LEAST_MS), paced(ms));
}
