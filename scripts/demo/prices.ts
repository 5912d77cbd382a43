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
  for (const providerId of ids) {
    await enqueue("prices.refresh", { providerId }, { jobId: `prices-${providerId}` });
  }
  const giveUpAt = performance.now() + LIMIT_MS;
  while (!(await areRead(since, ids))) {
    if (performance.now() > giveUpAt) throw new Error("the price lists are not read");
    await setTimeout(LOOK_EVERY_MS);
  }
}

async function areRead(since: Date, ids: readonly string[]): Promise<boolean> {
  const read = await db().priceSource.count({
    where: { providerId: { in: [...ids] }, lastSuccessAt: { gte: since } },
  });
  return read === ids.length;
}
