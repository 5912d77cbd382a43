import { clock } from "@/lib/clock";
import { claimDueKeys, type DueKey } from "@/lib/health/due-keys";
import { sweepKey } from "@/lib/health/sweep-key";
import { log } from "@/lib/log";

/** Looks at every account that is due. Trouble with one does not keep the others waiting. */
export async function sweepHealth(): Promise<void> {
  const keys = await claimDueKeys(clock.now());
  await Promise.all(keys.map(sweepSafely));
}

async function sweepSafely(key: DueKey): Promise<void> {
  try {
    await sweepKey(key);
  } catch (error) {
    log.error("account could not be looked at", { providerKeyId: key.id, error: String(error) });
  }
}
