import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { events } from "@/lib/events/catalog";
import type { Problem } from "@/lib/problems/types";

/** So long somebody has to look at a day that was dear. */
const SHOWN_MS = 36 * 3_600_000;

/** The newest day that cost clearly more than usual, while it is worth a look. */
export async function dearDay(tx: Tx, teamId: string): Promise<readonly Problem[]> {
  const since = new Date(clock.now().getTime() - SHOWN_MS);
  const event = await tx.event.findFirst({
    where: { teamId, at: { gte: since }, type: "cost.dear-day" },
    select: { data: true, at: true },
    orderBy: { at: "desc" },
  });
  if (!event) return [];
  const { day, spent, usual } = events["cost.dear-day"].data.parse(event.data);
  return [{ kind: "dear-day", day, spent, usual, since: event.at.toISOString() }];
}
