import { clock } from "@/lib/clock";
import { asWorker, onceAsWorker } from "@/lib/db";
import { beginWatching, claimRounds, type DueRound } from "@/lib/health/claim-rounds";
import type { DoneRound } from "@/lib/health/done-round";
import { drawVerdicts } from "@/lib/health/draw-verdicts";
import { keepHostKeys } from "@/lib/health/keep-host-keys";
import { noteAll } from "@/lib/health/notices";
import type { Probe } from "@/lib/health/probes/contract";
import { onceMore } from "@/lib/health/probes/once-more";
import { patience } from "@/lib/health/probes/patience";
import { SHORT_MS } from "@/lib/health/schedule";
import { afterRound, heldAgainst, type Round, readRound } from "@/lib/health/verdict";
import { writeRounds } from "@/lib/health/write-rounds";
import { later, paced } from "@/lib/pace";
import { getProvider } from "@/lib/providers/registry";

/** A notice that was not seen for so long is told again. */
const AGAIN_MS = 24 * 3_600_000;

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
  if (done.length === 0) return 0;
  const held = await asWorker((tx) => writeRounds(tx, done));
  await asWorker((tx) => keepHostKeys(tx, held));
  await drawVerdicts(held, signal);
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
  const notices = findings.flatMap((finding) => finding.notices ?? []);
  const noting = noteAll(due.noticed, notices, { at: startedAt, againMs: paced(AGAIN_MS) });
  const isStarting = due.graceUntil !== null && startedAt < due.graceUntil;
  return {
    due,
    startedAt,
    findings,
    round,
    memory: afterRound(due.memory, round, { at: startedAt, isStarting }),
    graceUntil: graceAfter(due, round, startedAt),
    notices: noting.fresh,
    noticed: noting.noticed,
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
  await onceAsWorker((db) => db.probeState.deleteMany({ where: { deploymentId: { in: ids } } }));
}
