import { setTimeout as delay } from "node:timers/promises";
import { cellsSince } from "@/lib/costs/cells-in-sql";
import { BEFORE_ALL } from "@/lib/costs/read-cells";
import { daysFromTo } from "@/lib/costs/zone-days";
import { asWorker, onceAsWorker, sql, type Tx } from "@/lib/db";
import { log } from "@/lib/log";
import { later } from "@/lib/operations/pace";

const MINUTE_MS = 60_000;
/** What is written of the last minutes may still change, as when a provider tells when it began. */
const LAG_MS = 10 * MINUTE_MS;
/** How far a mark falls behind before it is moved on. */
const STEP_MS = 10 * MINUTE_MS;
/** Much of a transaction: its writers wait for it, some tenths of a second at most. */
const MOST_ENDS = 10_000;
const MOST_MS = 14 * 24 * 60 * MINUTE_MS;
/** How often in a row a team may be found held before it is left to the next sweep. */
const MOST_MISSES = 10;
const MISS_MS = 50;

/**
 * Rolls the costs of every team up by day and part, up to some minutes before `now`. A day that goes
 * on is rolled up as far as it is over. Run twice, late or beside itself it changes nothing: what is
 * added and the mark that stands for it are one transaction, and only one holds a team at a time.
 */
export async function rollUpCosts(now: Date): Promise<void> {
  const until = later(now, -LAG_MS);
  for (const teamId of await dueTeams(later(until, -STEP_MS))) await rollUpSafely(teamId, until);
}

/** Teams whose mark stands before `due` with use after it, or stands for another time zone. */
async function dueTeams(due: Date): Promise<string[]> {
  const isAhead = sql`s.team_id = t.id AND s.from_at < ${due}
    AND (s.to_at IS NULL OR s.to_at > COALESCE(m.up_to, 'epoch'))`;
  const rows = await onceAsWorker(
    (db) => db.$queryRaw<{ id: string }[]>`
      SELECT t.id FROM team t
        LEFT JOIN cost_rollup_mark m ON m.team_id = t.id AND m.time_zone = t.time_zone
      WHERE (m.up_to IS NULL OR m.up_to < ${due}) AND (
        EXISTS (SELECT 1 FROM usage_segment s WHERE ${isAhead})
        OR EXISTS (SELECT 1 FROM storage_segment s WHERE ${isAhead}))`,
  );
  return rows.map(({ id }) => id);
}

async function rollUpSafely(teamId: string, until: Date): Promise<void> {
  try {
    for (let missed = 0; missed < MOST_MISSES; ) {
      const outcome = await asWorker((tx) => rollUpNext(tx, teamId, until));
      if (outcome === "done") return;
      missed = outcome === "held" ? missed + 1 : 0;
      if (outcome === "held") await delay(MISS_MS);
    }
  } catch (error) {
    log.error("costs could not be rolled up", { teamId, error: String(error) });
  }
}

/** Moves a team's mark on by a piece, unless somebody writes or rolls up at the time. */
async function rollUpNext(tx: Tx, teamId: string, until: Date): Promise<"moved" | "held" | "done"> {
  if (!(await holdsAlone(tx, teamId))) return "held";
  const { timeZone, upTo, first } = await standing(tx, teamId);
  if (!first || upTo >= until) return "done";
  const since = new Date(Math.max(upTo.getTime(), first.getTime()));
  if (since >= until) return "done";
  const end = await endOfPiece(tx, teamId, { since, until });
  const cuts = [...daysFromTo(since, end, timeZone).map(({ from }) => from), end];
  await tx.$executeRaw`DELETE FROM cost_rollup WHERE team_id = ${teamId} AND from_at >= ${upTo}`;
  await tx.$executeRaw`
    INSERT INTO cost_rollup AS known
      (team_id, from_at, project_id, provider_id, gpu_model, template_id, kind, micros)
    SELECT ${teamId}::text, (${cuts}::timestamptz[])[place], project_id, provider_id, gpu_model,
      template_id, kind, micros
    FROM (${cellsSince(teamId, { since: upTo, cuts, upTo: "end" })}) cell WHERE micros <> 0
    ON CONFLICT (team_id, from_at, project_id, provider_id, gpu_model, template_id, kind)
    DO UPDATE SET micros = known.micros + EXCLUDED.micros`;
  const mark = { timeZone, upTo: end };
  await tx.costRollupMark.upsert({
    where: { teamId },
    create: { teamId, ...mark },
    update: mark,
  });
  return end < until ? "moved" : "done";
}

/** Takes the lock that writers of the team's use share, without making the next of them wait. */
async function holdsAlone(tx: Tx, teamId: string): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('cost_rollup ' || ${teamId}::text, 0)) AS held`;
  return lock?.held ?? false;
}

async function standing(tx: Tx, teamId: string) {
  const { timeZone } = await tx.team.findUniqueOrThrow({
    where: { id: teamId },
    select: { timeZone: true },
  });
  const mark = await tx.costRollupMark.findFirst({ where: { teamId, timeZone } });
  const [first] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT LEAST((SELECT min(from_at) FROM usage_segment WHERE team_id = ${teamId}),
      (SELECT min(from_at) FROM storage_segment WHERE team_id = ${teamId})) AS at`;
  return { timeZone, upTo: mark?.upTo ?? BEFORE_ALL, first: first?.at ?? null };
}

async function endOfPiece(
  tx: Tx,
  teamId: string,
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<Date> {
  const most = new Date(Math.min(since.getTime() + MOST_MS, until.getTime()));
  const over = await tx.usageSegment.findFirst({
    where: { teamId, toAt: { gt: since, lt: most } },
    orderBy: { toAt: "asc" },
    skip: MOST_ENDS,
    select: { toAt: true },
  });
  return over?.toAt ?? most;
}
