import { clock } from "@/lib/clock";
import { asWorker, type Tx } from "@/lib/db";
import { FRESH_MS, IDLE_UNDER_PERCENT } from "@/lib/deployments/idle/freshness";
import { type Scope, scopeOf, TOGETHER_MS, turnedAround } from "@/lib/health/blindness";
import { beginWatching, claimRounds, type DueRound } from "@/lib/health/claim-rounds";
import { conclude } from "@/lib/health/conclude";
import type { DoneRound } from "@/lib/health/done-round";
import { figuresOf } from "@/lib/health/figures-of";
import { holdHealth } from "@/lib/health/hold-health";
import { keepHostKeys } from "@/lib/health/keep-host-keys";
import type { Probe } from "@/lib/health/probes/contract";
import { onceMore } from "@/lib/health/probes/once-more";
import { patience } from "@/lib/health/probes/patience";
import { GPU_MS, nextRun, ROUND_MS, SHORT_MS, SUSPECT_MS } from "@/lib/health/schedule";
import { silences } from "@/lib/health/silences";
import { afterRound, heldAgainst, type Round, readRound } from "@/lib/health/verdict";
import { writeSamples } from "@/lib/health/write-samples";
import { later, paced } from "@/lib/pace";
import { getProvider } from "@/lib/providers/registry";

/**
 * Runs every round of probes that is due, a batch at a time, and concludes from what changed. Runs
 * beside itself: each round is held by one worker, and a result that comes too late is dropped.
 * Answers how many rounds it ran.
 */
export async function runRounds(probes: readonly Probe[], signal: AbortSignal): Promise<number> {
  const now = clock.now();
  await beginWatching(now);
  const due = await claimRounds(now);
  const gone = due.filter(({ isGone }) => isGone);
  await forget(gone);
  const here = due.filter(({ isGone }) => !isGone);
  const isLong = ({ target }: DueRound) => target.inside !== null && target.isDeep;
  const counts = await Promise.all([
    runTogether(
      here.filter((round) => !isLong(round)),
      { probes, signal },
    ),
    runTogether(here.filter(isLong), { probes, signal }),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

interface How {
  readonly probes: readonly Probe[];
  readonly signal: AbortSignal;
}

/** Those with a look inside may take half a minute: what the others found is written before. */
async function runTogether(due: readonly DueRound[], { probes, signal }: How): Promise<number> {
  const ran = await Promise.all(due.map((round) => runRound(round, probes, signal)));
  const done = ran.filter((round) => round !== null);
  await asWorker((tx) => write(tx, done));
  return done.length;
}

/** `null`: the worker is closing, and what was cut short says nothing. */
async function runRound(
  due: DueRound,
  probes: readonly Probe[],
  signal: AbortSignal,
): Promise<DoneRound | null> {
  const startedAt = clock.now();
  const asked = due.isBusy ? [] : probes.filter(({ asks }) => asks(due.target));
  const limits = { signal, shortMs: patience(SHORT_MS) };
  const findings = await Promise.all(asked.map((probe) => onceMore(probe, due.target, limits)));
  if (signal.aborted) return null;
  const round = heldAgainst(due.memory, readRound(findings), {
    findings,
    isWatchedInside: due.target.inside !== null,
  });
  const isStarting = due.graceUntil !== null && startedAt < due.graceUntil;
  return {
    due,
    startedAt,
    findings,
    round,
    memory: afterRound(due.memory, round, { at: startedAt, isStarting }),
    graceUntil: graceAfter(due, round, startedAt),
  };
}

/** What we do to a machine starts it anew; one that answered has started. */
function graceAfter({ isBusy, providerId, graceUntil }: DueRound, round: Round, at: Date) {
  if (round.outcome === "good") return null;
  const graceMs = getProvider(providerId).meta.capabilities?.startDeadlineMs ?? 0;
  return isBusy ? later(at, graceMs) : graceUntil;
}

/** A machine that does not run any more is watched anew once it does. */
async function forget(gone: readonly DueRound[]): Promise<void> {
  if (gone.length === 0) return;
  const ids = gone.map(({ target }) => target.deploymentId);
  await asWorker((tx) => tx.probeState.deleteMany({ where: { deploymentId: { in: ids } } }));
}

async function write(tx: Tx, done: readonly DoneRound[]): Promise<void> {
  if (done.length === 0) return;
  const kept = await writeStates(tx, done);
  const mine = done.filter(({ due }) => kept.has(due.target.deploymentId));
  await keepHostKeys(tx, mine);
  await writeSamples(
    tx,
    mine.filter(({ due }) => !due.isBusy),
  );
  const changed = mine.filter(isChanged).toSorted(byTeam);
  if (changed.length === 0) return;
  const silent = changed.some(isSilent) ? await silences(tx) : [];
  const ids = changed.map(({ due }) => due.target.deploymentId);
  await holdHealth(tx, ids, clock.now());
  for (const one of changed) {
    const { due, startedAt, round, findings } = one;
    await conclude(tx, due.target.deploymentId, {
      at: startedAt,
      reason: round.reason,
      seen: findings.map(({ kind, ok, word, figure, ms }) => ({ kind, ok, word, figure, ms })),
      scope: scopeFor(one, silent),
    });
  }
}

/** An answer tells nothing of whose trouble the silence before it was. */
function scopeFor(one: DoneRound, silent: Awaited<ReturnType<typeof silences>>): Scope | null {
  if (one.round.fault === null) return null;
  if (one.round.fault !== "unreachable") return "machine";
  return scopeOf(one.due, turnedAround(sinceOf(one), silent, paced(TOGETHER_MS)));
}

function isSilent({ round }: DoneRound): boolean {
  return round.fault === "unreachable";
}

function sinceOf({ memory, startedAt }: DoneRound): Date {
  return memory.badSince ?? startedAt;
}

/** Incidents of several teams are held in this order. */
function byTeam({ due: one }: DoneRound, { due: other }: DoneRound): number {
  return one.teamId < other.teamId ? -1 : Number(one.teamId > other.teamId);
}

/** Unwell is looked at again each time, so that what is held back for now is told in the end. */
function isChanged({ due, memory }: DoneRound): boolean {
  return (
    memory.says === "unhealthy" ||
    memory.says !== due.memory.says ||
    memory.fault !== due.memory.fault
  );
}

/** One statement for all of them; answers those whose round was still held. */
async function writeStates(tx: Tx, done: readonly DoneRound[]): Promise<ReadonlySet<string>> {
  const rows = JSON.stringify(done.map(toRow));
  const written = await tx.$queryRaw<{ id: string }[]>`
    UPDATE probe_state p SET due_at = r.due_at, lease_until = NULL, says = r.says,
      recent = r.recent, fault = r.fault, first_act = r.first_act, bad_since = r.bad_since,
      grace_until = r.grace_until, gpu_due_at = COALESCE(r.gpu_due_at, p.gpu_due_at),
      errors_base = COALESCE(r.errors_base, p.errors_base), answer_ms = r.answer_ms,
      gpu_seen_at = COALESCE(r.gpu_seen_at, p.gpu_seen_at),
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
      grace_until timestamptz, gpu_due_at timestamptz, errors_base jsonb, answer_ms int,
      gpu_seen_at timestamptz, gpu_use float8, gpu_memory float8, gpu_temperature float8,
      gpu_watts float8)
    WHERE p.deployment_id = r.id AND p.fence = r.fence
    RETURNING p.deployment_id AS id`;
  return new Set(written.map(({ id }) => id));
}

function toRow({ due, startedAt, findings, memory, graceUntil }: DoneRound) {
  const inside = findings.find(({ kind }) => kind === "gpu");
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
    gpu_due_at: inside ? later(startedAt, GPU_MS) : null,
    errors_base: inside?.errorsBase ?? null,
    answer_ms: figures.answerMs,
    gpu_seen_at: figures.gpuUse === null ? null : startedAt,
    gpu_use: figures.gpuUse,
    gpu_memory: figures.gpuMemory,
    gpu_temperature: figures.gpuTemperature,
    gpu_watts: figures.gpuWatts,
  };
}
