import { clock } from "@/lib/clock";
import type { Tx } from "@/lib/db";
import { FRESH_MS, IDLE_UNDER_PERCENT } from "@/lib/deployments/idle/freshness";
import type { DoneRound } from "@/lib/health/done-round";
import { figuresOf } from "@/lib/health/figures-of";
import type { Finding } from "@/lib/health/probes/contract";
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
      errors_base = COALESCE(r.errors_base, p.errors_base), noticed = r.noticed,
      answer_ms = r.answer_ms, gpu_seen_at = COALESCE(r.gpu_seen_at, p.gpu_seen_at),
      gpu_use = CASE WHEN r.gpu_seen_at IS NULL THEN p.gpu_use ELSE r.gpu_use END,
      gpu_memory = CASE WHEN r.gpu_seen_at IS NULL THEN p.gpu_memory ELSE r.gpu_memory END,
      gpu_temperature =
        CASE WHEN r.gpu_seen_at IS NULL THEN p.gpu_temperature ELSE r.gpu_temperature END,
      gpu_watts = CASE WHEN r.gpu_seen_at IS NULL THEN p.gpu_watts ELSE r.gpu_watts END,
      idle_since = CASE WHEN r.gpu_use IS NULL THEN p.idle_since
        WHEN r.gpu_use >= ${IDLE_UNDER_PERCENT} THEN NULL
        WHEN p.gpu_seen_at < r.gpu_seen_at - make_interval(secs => ${FRESH_MS / 1_000})
          THEN r.gpu_seen_at
        ELSE COALESCE(p.idle_since, r.gpu_seen_at) END
    FROM json_to_recordset(${rows}::json) AS r (id text, fence int, due_at timestamptz,
      says text, recent text, fault text, first_act text, bad_since timestamptz,
      grace_until timestamptz, gpu_due_at timestamptz, errors_base jsonb, noticed jsonb,
      answer_ms int, gpu_seen_at timestamptz, gpu_use float8, gpu_memory float8,
      gpu_temperature float8, gpu_watts float8)
    WHERE p.deployment_id = r.id AND p.fence = r.fence
    RETURNING p.deployment_id AS id`;
  return new Set(written.map(({ id }) => id));
}

function toRow({ due, startedAt, findings, memory, graceUntil, noticed }: DoneRound) {
  const inside = findings.find(({ kind }) => kind === "gpu") ?? null;
  const figures = figuresOf(findings);
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
    gpu_due_at: inside && nextLookInside(inside, startedAt),
    errors_base: inside?.errorsBase ?? null,
    noticed,
    answer_ms: figures.answerMs,
    gpu_seen_at: figures.gpuUse === null ? null : startedAt,
    gpu_use: figures.gpuUse,
    gpu_memory: figures.gpuMemory,
    gpu_temperature: figures.gpuTemperature,
    gpu_watts: figures.gpuWatts,
  };
}

/** A sign of trouble is looked at again with the next round, also while the machine is starting. */
function nextLookInside({ ok }: Finding, startedAt: Date): Date {
  return ok === false ? startedAt : later(startedAt, GPU_MS);
}

async function noteChecked(tx: Tx, done: readonly DoneRound[]): Promise<void> {
  const told = done.filter(({ round }) => round.outcome !== "none");
  const now = clock.now();
  await tx.$executeRaw`
    UPDATE health_state SET checked_at = ${now}
    WHERE deployment_id = ANY(${told.map(({ due }) => due.target.deploymentId)})
      AND checked_at < ${later(now, -UNASKED_MS)}`;
}
