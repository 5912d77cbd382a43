import { setTimeout } from "node:timers/promises";
import { db } from "@/lib/db";
import { enqueue } from "@/lib/jobs/enqueue";
import { providers } from "./story";

const LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 150;

/** Has the price lists of the team's providers read anew, and waits until they are. */
export async function refreshPrices(
  since: Date,
  ids: readonly string[] = providers,
): Promise<void> {
  const giveUpAt = performance.now() + LIMIT_MS;
  let unread = await unreadOf(since, ids);
  while (unread.length > 0) {
    if (performance.now() > giveUpAt) throw new Error(`no price list of ${unread.join(", ")}`);
    // One that is being read already was asked for too early to count, so it is asked for again.
    for (const providerId of unread) {
      await enqueue("prices.refresh", { providerId }, { jobId: `prices-${providerId}` });
    }
    await setTimeout(LOOK_EVERY_MS);
    unread = await unreadOf(since, ids);
  }
}

async function unreadOf(since: Date, ids: readonly string[]): Promise<string[]> {
  const read = await db().priceSource.findMany({
    where: { providerId: { in: [...ids] }, lastSuccessAt: { gte: since } },
    select: { providerId: true },
  });
  return ids.filter((id) => !read.some(({ providerId }) => providerId === id));
}
