import { setTimeout } from "node:timers/promises";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { providers } from "./story";

const LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 150;

/** Vast.ai's list takes many calls, a second apart: it is read before a launch there alone. */
const quick: readonly string[] = providers.filter((id) => id !== "vastai");

/** Has price lists read anew since a moment; those of the team's providers, if none is named. */
export async function refreshPrices(since: Date, ids = quick): Promise<void> {
  await Promise.all(ids.map((id) => refreshOne(id, since)));
}

/** The worker may be at it: then what it reads is waited for, where it began late enough to count. */
async function refreshOne(providerId: string, since: Date): Promise<void> {
  const giveUpAt = performance.now() + LIMIT_MS;
  while (!(await isRead(providerId, since))) {
    if (performance.now() > giveUpAt) throw new Error(`no price list of ${providerId}`);
    const { kind } = await refreshProvider(providerId, { now: clock.now() });
    if (kind !== "saved") await setTimeout(LOOK_EVERY_MS);
  }
}

async function isRead(providerId: string, since: Date): Promise<boolean> {
  const source = await db().priceSource.findUnique({ where: { providerId } });
  return source?.lastSuccessAt != null && source.lastSuccessAt >= since;
}
