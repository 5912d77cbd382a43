import { setTimeout as delay } from "node:timers/promises";
import type { CallContext } from "../contract";
import { ProviderError } from "../errors";

/** Lambda takes about one call a second of each key. */
const BETWEEN_CALLS_MS = 1_100;

/**
 * Waits between two calls of one launch: a 429 in the middle would leave its end in doubt. Ends
 * early with `transient` when the caller gives up, since nothing was bought yet.
 */
export async function pause(pace: number, { signal }: CallContext): Promise<void> {
  try {
    await delay(BETWEEN_CALLS_MS / pace, undefined, { signal });
  } catch {
    throw new ProviderError("transient", { detail: "given up before the launch was sent" });
  }
}
