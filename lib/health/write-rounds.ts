import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import type { DoneRound } from "@/lib/health/done-round";
import { keepHostKeys } from "@/lib/health/keep-host-keys";
import { GPU_MS, nextRun, ROUND_MS, SUSPECT_MS } from "@/lib/health/schedule";
import { writeNotices } from "@/lib/health/write-notices";
import { writeSamples } from "@/lib/health/write-samples";
import { later, paced } from "@/lib/pace";

/** Where the provider cannot be asked, the probes alone say when a machine was looked at. */
const UNASKED_MS = 5 * 60_000;

/** Keeps what rounds found; answers those that were still held, the others are dropped. */
export async function writeRounds(
  tx: Tx,
  done: readonly DoneRound[],
): Promise<readonly DoneRound[]> {
  const kept = await writeStates(tx, done);
  const mine = done.filter(({ due }) => kept.has(due.target.deploymentId));
  await keepHostKeys(tx, mine);
  await writeSamples(
    tx,
    mine.filter(({ due }) => !due.isBusy),
  );
  await writeNotices(tx, mine);
  await noteChecked(tx, mine);
  return mine;
}

/** One statement for all of them; answers those whose round was still held. */
async function writeStates(tx: Tx, done: readonly DoneRound[]): Promise<ReadonlySet<string>> {
  const rows = JSON.stringify(done.map(toRow));
  const written = await tx.$queryRaw<{ id: string }[]>`
    UPDATE probe_state p SET due_at = r.due_at, lease_until = NULL, says = r.says,
      recent = r.recent, fault = r.fault, first_act = r.first_act, bad_since = r.bad_since,
      grace_until = r.grace_until, gpu_due_at = COALESCE(r.gpu_due_at, p.gpu_due_at),
      errors_base = COALESCE(r.errors_base, p.errors_base), noticed = r.noticed
    FROM json_to_recordset(${rows}::json) AS r (id text, fence int, due_at timestamptz,
      says text, recent text, fault text, first_act text, bad_since timestamptz,
      grace_until timestamptz, gpu_due_at timestamptz, errors_base jsonb, noticed jsonb)
    WHERE p.deployment_id = r.id AND p.fence = r.fence
    RETURNING p.deployment_id AS id`;
  return new Set(written.map(({ id }) => id));
}

function toRow({ due, startedAt, findings, memory, graceUntil, noticed }: DoneRound) {
  const inside = findings.find(({ kind }) => kind === "gpu");
  const isAlarmed = memory.says === "suspect";
  const intervalMs = paced(ROUND_MS);
  const next = isAlarmed
    ? later(startedAt, SUSPECT_MS)
    : nextRun(due.dueAt, clock.now(), { intervalMs, chance: Math.random() });
  return {
    id: due.target.deploymentId,
    fence: due.fence,
    due_at: next,
    says: memory.says,
    recent: memory.recent,
    fault: memory.fault,
    first_act: memory.firstAct,
    bad_since: memory.badSince,
    grace_until: graceUntil,
    gpu_due_at: inside ? later(startedAt, GPU_MS) : null,
    errors_base: inside?.errorsBase ?? null,
    noticed,
  };
}

async function noteChecked(tx: Tx, done: readonly DoneRound[]): Promise<void> {
  const told = done.filter(({ round }) => round.outcome !== "none");
  const now = clock.now();
  await tx.$executeRaw`
    UPDATE health_state SET checked_at = ${now}
    WHERE deployment_id = ANY(${told.map(({ due }) => due.target.deploymentId)})
      AND checked_at < ${later(now, -UNASKED_MS)}`;
}
