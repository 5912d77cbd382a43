import { anomalyOf } from "@/lib/costs/read-anomaly";
import { asWorker, onceAsWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { DAY_MS } from "@/lib/history/days";
import { log } from "@/lib/log";

/** Machines that ended before this cost nothing on the days that are looked at. */
const LOOKED_BACK_MS = 2 * DAY_MS;

/**
 * Tells each team of a day that cost clearly more than is usual for it, once a day. Answers how many
 * teams have one.
 */
export async function tellDearDays(now: Date): Promise<number> {
  const since = new Date(now.getTime() - LOOKED_BACK_MS);
  const teams = await onceAsWorker((db) =>
    db.deployment.findMany({
      where: { OR: [{ endedAt: null }, { endedAt: { gte: since } }] },
      distinct: ["teamId"],
      select: { teamId: true },
    }),
  );
  let found = 0;
  for (const { teamId } of teams) if (await tellSafely(teamId, now)) found += 1;
  return found;
}

/** Trouble with one team does not keep the others waiting. */
async function tellSafely(teamId: string, now: Date): Promise<boolean> {
  try {
    return await tell(teamId, now);
  } catch (error) {
    log.error("days could not be judged", { teamId, error: String(error) });
    return false;
  }
}

async function tell(teamId: string, now: Date): Promise<boolean> {
  const anomaly = await anomalyOf(teamId);
  if (!anomaly) return false;
  const { day, spent, usual, machine } = anomaly;
  await asWorker((tx) =>
    recordEvent(tx, {
      type: "cost.dear-day",
      teamId,
      data: { day, spent, usual, name: machine?.name ?? "none", more: machine?.more ?? "0" },
      at: now,
      dedupeKey: `dear-day/${teamId}/${day}`,
    }),
  );
  return true;
}
