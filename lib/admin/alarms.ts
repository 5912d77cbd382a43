import type { Tx } from "@/lib/db";
import type { BillingAlarm } from "@/lib/generated/prisma/client";
import { type AlarmView, alarmFacts, type Overview } from "./schema";

/** Alarms about money that nobody has resolved, the newest first. */
export async function openAlarms(
  tx: Tx,
  most: number,
): Promise<Pick<Overview, "alarms" | "alarmCount">> {
  const where = { resolvedAt: null };
  const rows = await tx.billingAlarm.findMany({ where, orderBy: { at: "desc" }, take: most });
  return {
    alarms: await toAlarmViews(tx, rows),
    alarmCount: await tx.billingAlarm.count({ where }),
  };
}

/** All alarms about one team, resolved ones too, the newest first. */
export async function alarmsOfTeam(tx: Tx, teamId: string): Promise<AlarmView[]> {
  const rows = await tx.billingAlarm.findMany({
    where: { aboutTeam: teamId },
    orderBy: { at: "desc" },
  });
  return toAlarmViews(tx, rows);
}

async function toAlarmViews(tx: Tx, rows: readonly BillingAlarm[]): Promise<AlarmView[]> {
  const ids = rows.flatMap(({ aboutTeam }) => aboutTeam ?? []);
  const teams = await tx.team.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return rows.map(({ id, kind, subject, aboutTeam, details, at, resolvedAt }) => ({
    id,
    kind,
    subject,
    team:
      aboutTeam === null
        ? null
        : { id: aboutTeam, name: teams.find((team) => team.id === aboutTeam)?.name ?? null },
    facts: alarmFacts.parse(details),
    at: at.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  }));
}
