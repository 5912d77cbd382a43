import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import type { Deployment } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { atCommitPoint } from "@/lib/operations/commit-points";
import { openOperation } from "@/lib/operations/open-operation";
import { later } from "@/lib/operations/pace";
import { nextRung } from "@/lib/repair/next-rung";
import { type ReadFacts, readFacts } from "@/lib/repair/read-facts";
import type { Due } from "@/lib/repair/types";
import { beginRepair, blockRepair, endRepair, exhaustRepair } from "@/lib/repair/write-repair";

const MOST_AT_ONCE = 500;
/** A repair may wait long for its provider; what may be done is looked at before each thing it does. */
const DEADLINE_MS = 24 * 3_600_000;

/**
 * Looks at every machine that is unwell and may be repaired, and at every repair nobody works on,
 * and begins, holds or ends each. Answers the deployments that something is to be done about.
 */
export async function sweepRepairs(): Promise<string[]> {
  const begun: string[] = [];
  for (const id of await findDue(clock.now())) if (await considerSafely(id)) begun.push(id);
  return begun;
}

function findDue(now: Date): Promise<string[]> {
  return asWorker(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM deployment d LEFT JOIN health_state h ON h.deployment_id = d.id
        LEFT JOIN repair r ON r.deployment_id = d.id AND r.state IN ('open', 'blocked')
      WHERE (r.id IS NOT NULL
          OR h.verdict = 'unhealthy' AND d.repair_policy IS NOT NULL AND d.ended_at IS NULL)
        AND (r.retry_at IS NULL OR r.retry_at <= ${now} OR h.verdict IS DISTINCT FROM 'unhealthy')
        AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.deployment_id = d.id AND o.state = 'open')
      ORDER BY d.repair_looked_at NULLS FIRST, d.id LIMIT ${MOST_AT_ONCE}`;
    return rows.map(({ id }) => id);
  });
}

async function considerSafely(id: string): Promise<boolean> {
  try {
    return await considerRepair(id);
  } catch (error) {
    log.error("repair could not be considered", { deploymentId: id, error: String(error) });
    return false;
  }
}

/** Begins, holds or ends the repair of one machine; answers whether something is to be done. */
export function considerRepair(deploymentId: string): Promise<boolean> {
  return atCommitPoint("repair.open", () =>
    asWorker(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM deployment WHERE id = ${deploymentId} FOR NO KEY UPDATE`;
      const row = await tx.deployment.findUniqueOrThrow({ where: { id: deploymentId } });
      const now = clock.now();
      await tx.deployment.update({
        where: { id: deploymentId },
        data: { repairLookedAt: now },
        select: { id: true },
      });
      const read = await readFacts(tx, row, { now });
      const due = nextRung(read.facts, now);
      await apply(tx, { row, read, due, now });
      return due.kind === "act";
    }),
  );
}

interface Considered {
  readonly row: Deployment;
  readonly read: ReadFacts;
  readonly due: Due;
  readonly now: Date;
}

async function apply(tx: Tx, { row, read, due, now }: Considered): Promise<void> {
  const { current, facts } = read;
  const health = await tx.healthState.findUnique({ where: { deploymentId: row.id } });
  const fault = current?.fault ?? facts.health.fault ?? "unreachable";
  const trouble = { row, current, fault, badSince: health?.badSince ?? null, now };
  if (due.kind === "exhausted") return exhaustRepair(tx, trouble);
  if (due.kind === "hold") {
    if (due.reason === "busy") return;
    if (due.reason === "not-unwell") return end(tx, { read, state: "over", reason: null, now });
    if (isUnwanted.has(due.reason)) {
      return end(tx, { read, state: "superseded", reason: due.reason, now });
    }
    const isKnown = current?.state === "blocked" && current.reason === due.reason;
    if (due.reason === "exhausted" || isKnown) return;
    return blockRepair(tx, trouble, due.reason);
  }
  await beginRepair(tx, trouble);
  await openOperation(tx, {
    teamId: row.teamId,
    deploymentId: row.id,
    generation: row.desiredGeneration,
    kind: "repair",
    deadline: later(now, DEADLINE_MS),
    now,
  });
}

const isUnwanted = new Set<string>(["off", "not-in-plan", "not-wanted"]);

async function end(
  tx: Tx,
  {
    read: { current },
    now: at,
    ...facts
  }: Pick<Considered, "read" | "now"> & {
    readonly state: "over" | "superseded";
    readonly reason: string | null;
  },
): Promise<void> {
  if (current) await endRepair(tx, current.id, { ...facts, at });
}
