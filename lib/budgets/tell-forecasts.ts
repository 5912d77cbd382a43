import { forecastOf, readLastDays } from "@/lib/budgets/forecast-of";
import { monthIn } from "@/lib/budgets/month";
import { nameOf } from "@/lib/budgets/name-of";
import { coverings } from "@/lib/budgets/schema";
import { readTeamMonth, spendingOf } from "@/lib/budgets/spending";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import { asWorker, atOneMomentInTeam, onceAsWorker } from "@/lib/db";
import type { EventFacts } from "@/lib/events/record-event";
import { recordEvent } from "@/lib/events/record-event";
import { log } from "@/lib/log";
import { microsToDecimal } from "@/lib/money";

/**
 * Tells of every budget that the month will pass if things go on as they do: once a month and budget,
 * while it is not spent yet. A budget changed meanwhile tells anew. Answers how many there are.
 */
export async function tellForecasts(now: Date): Promise<number> {
  const teams = await onceAsWorker((db) =>
    db.budget.findMany({ distinct: ["teamId"], select: { teamId: true } }),
  );
  let told = 0;
  for (const { teamId } of teams) told += await tellSafely(teamId, now);
  return told;
}

/** Trouble with one team does not keep the others waiting. */
async function tellSafely(teamId: string, now: Date): Promise<number> {
  try {
    const passing = await passingOf(teamId, now);
    await asWorker(async (tx) => {
      for (const facts of passing) await recordEvent(tx, facts);
    });
    return passing.length;
  } catch (error) {
    log.error("budgets could not be foreseen", { teamId, error: String(error) });
    return 0;
  }
}

/** The budgets that the month will pass, as they are told. */
function passingOf(teamId: string, now: Date): Promise<EventFacts<"budget.forecast">[]> {
  return atOneMomentInTeam(teamId, async (tx) => {
    const budgets = await tx.budget.findMany({ where: { teamId }, orderBy: { id: "asc" } });
    const timeZone = await timeZoneOf(tx, teamId);
    const month = await readTeamMonth(tx, teamId, { month: monthIn(now, timeZone), now });
    const last = await readLastDays(tx, teamId, { timeZone, now });
    const passing: EventFacts<"budget.forecast">[] = [];
    for (const { id, coveredId, monthMicros, ...budget } of budgets) {
      const covers = coverings.find((one) => one === budget.covers) ?? "team";
      const { spent } = spendingOf(month, { covers, coveredId });
      const forecast = forecastOf(month, last, { covers, coveredId });
      if (forecast === null || forecast <= monthMicros || spent >= monthMicros) continue;
      passing.push({
        type: "budget.forecast",
        teamId,
        data: {
          covers,
          name: await nameOf(tx, { covers, coveredId }),
          forecast: microsToDecimal(forecast),
          spent: microsToDecimal(spent),
          monthly: microsToDecimal(monthMicros),
        },
        at: now,
        dedupeKey: `budget-forecast/${id}/${month.month.name}/${monthMicros}`,
      });
    }
    return passing;
  });
}
