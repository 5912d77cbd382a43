import { setTimeout as delay } from "node:timers/promises";

/** Waits; ends early when the caller gives up, so that the next call says so. */
export async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal && { signal }).catch(() => undefined);
}
