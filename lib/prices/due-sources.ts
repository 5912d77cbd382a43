import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { providerMetas } from "@/lib/providers/meta";

/** A source that failed is asked again sooner than its schedule says. */
const RETRY_AFTER_MS = 2 * 60_000;

/**
 * The providers whose price list should be fetched now: never fetched, past their schedule, or
 * failed a while ago. In the sandbox world `PACE` shortens the waits.
 */
export async function dueSources(now: Date): Promise<string[]> {
  const rows = await db().priceSource.findMany();
  const known = new Map(rows.map((row) => [row.providerId, row]));
  return providerMetas
    .filter((meta) => meta.prices !== null && meta.prices.refreshEveryMs > 0)
    .filter(({ id, prices }) => {
      const row = known.get(id);
      if (!row?.lastAttemptAt) return true;
      const waitMs = row.failure === null ? (prices?.refreshEveryMs ?? 0) : RETRY_AFTER_MS;
      const ageMs = now.getTime() - row.lastAttemptAt.getTime();
      return ageMs < 0 || ageMs >= waitMs / env.PACE;
    })
    .map((meta) => meta.id);
}
