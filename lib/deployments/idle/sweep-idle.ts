import { teamEntitlement } from "@/lib/billing/team-entitlement";
import { tierHas } from "@/lib/billing/tiers";
import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker, type Tx } from "@/lib/db";
import { changeWish } from "@/lib/deployments/change-wish";
import { FRESH_MS } from "@/lib/deployments/idle/freshness";
import { type IdleStep, idleStep } from "@/lib/deployments/idle/idle-step";
import { type IdleRule, storedRule } from "@/lib/deployments/idle/schema";
import { stopTrouble } from "@/lib/deployments/lease";
import { stopWish } from "@/lib/deployments/stop";
import { recordEvent } from "@/lib/events/record-event";
import type { Prisma } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

const MOST_AT_ONCE = 500;

const idleRelations = {
  team: { select: { idleAct: true, idleMinutes: true } },
  probes: { select: { idleSince: true, gpuSeenAt: true, runningSince: true } },
  operations: { where: { state: "open" }, select: { id: true } },
  segments: { where: { toAt: null }, select: { ratePerHourMicros: true } },
} as const satisfies Prisma.DeploymentInclude;

type IdleRow = Prisma.DeploymentGetPayload<{ include: typeof idleRelations }>;

/**
 * Looks at every machine whose GPUs do nothing and does what its rule asks for, once for each
 * idleness. Answers the machines that are to be stopped, to be woken.
 */
export async function sweepIdle(): Promise<string[]> {
  const stopped: string[] = [];
  let due = await findIdle("");
  while (due.length > 0) {
    for (const { id } of due) if (await actSafely(id)) stopped.push(id);
    due = due.length < MOST_AT_ONCE ? [] : await findIdle(due.at(-1)?.id ?? "");
  }
  return stopped;
}

/** Machines that may be due; each is judged under its own lock. */
function findIdle(after: string): Promise<{ id: string }[]> {
  const now = clock.now();
  const freshFrom = new Date(now.getTime() - FRESH_MS);
  return onceAsWorker(
    (db) => db.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM probe_state p JOIN deployment d ON d.id = p.deployment_id
        JOIN team t ON t.id = d.team_id
      WHERE p.idle_since IS NOT NULL AND p.gpu_seen_at >= ${freshFrom} AND d.id > ${after}
        AND coalesce(d.idle_act, t.idle_act) <> 'off'
        AND p.idle_since <= p.gpu_seen_at
          - make_interval(mins => coalesce(d.idle_minutes, t.idle_minutes))
        AND d.idle_told_since IS DISTINCT FROM p.idle_since
      ORDER BY d.id LIMIT ${MOST_AT_ONCE}`,
  );
}

async function actSafely(id: string): Promise<boolean> {
  try {
    return await asWorker((tx) => act(tx, id));
  } catch (error) {
    log.error("idle rule could not be kept", { deploymentId: id, error: String(error) });
    return false;
  }
}

/** Reads the row under its lock, so that a changed rule or another wish before this wins. */
async function act(tx: Tx, id: string): Promise<boolean> {
  await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await tx.deployment.findUnique({ where: { id }, include: idleRelations });
  const rule = row && ruleOf(row);
  if (!row || !rule) return false;
  const now = clock.now();
  const step = stepOf(row, rule, now);
  if (step === "wait") return false;
  const { tier } = await teamEntitlement(tx, row.teamId, now);
  if (!tierHas(tier, "monitoring")) return false;
  await tx.deployment.update({
    where: { id },
    data: { idleToldSince: row.probes?.idleSince ?? null },
    select: { id: true },
  });
  if (step === "stop") {
    const team = { id: row.teamId, tier };
    await changeWish(tx, team, { spec: stopWish, deploymentId: id, now });
  }
  await tell(tx, row, { rule, step, now });
  return step === "stop";
}

function ruleOf(row: IdleRow): IdleRule | null {
  return storedRule(row) ?? storedRule(row.team);
}

function stepOf(row: IdleRow, rule: IdleRule, now: Date): IdleStep {
  const capabilities = findProviderMeta(row.providerId)?.capabilities;
  const isSettled = row.settledGeneration === row.desiredGeneration;
  return idleStep(
    {
      rule,
      idleSince: row.probes?.idleSince ?? null,
      seenAt: row.probes?.gpuSeenAt ?? null,
      toldSince: row.idleToldSince,
      isAtRest:
        row.status === "running" &&
        row.desired === "running" &&
        row.endedAt === null &&
        isSettled &&
        row.operations.length === 0 &&
        row.probes?.runningSince.getTime() === row.statusSince.getTime(),
      mayStop: capabilities ? stopTrouble(capabilities) === null : false,
    },
    now,
    FRESH_MS,
  );
}

async function tell(
  tx: Tx,
  row: IdleRow,
  { rule, step, now }: { readonly rule: IdleRule; readonly step: IdleStep; readonly now: Date },
): Promise<void> {
  const [open] = row.segments;
  await recordEvent(tx, {
    type: "deployment.idle",
    teamId: row.teamId,
    deploymentId: row.id,
    data: {
      name: row.name,
      providerId: row.providerId,
      act: step,
      hours: String(Math.round((rule.minutes / 60) * 100) / 100),
      perHour: microsToDecimal(open?.ratePerHourMicros ?? row.ratePerHourMicros),
    },
    at: now,
  });
}
