import type { Tx } from "@/lib/db";
import type { DoneRound } from "@/lib/health/done-round";
import { figuresOf } from "@/lib/health/figures-of";
import { keepDays } from "@/lib/health/keep-days";

const held: { day?: string } = {};

/** Keeps what was found, in one statement; the table's part for a day is made before its first row. */
export async function writeSamples(tx: Tx, done: readonly DoneRound[]): Promise<void> {
  const [first] = done;
  if (!first) return;
  const day = first.startedAt.toISOString().slice(0, 10);
  if (held.day !== day) {
    await keepDays(tx, first.startedAt);
    held.day = day;
  }
  await tx.healthSample.createMany({ data: done.map(toSample), skipDuplicates: true });
}

function toSample({ due, startedAt, findings, round }: DoneRound) {
  return {
    deploymentId: due.target.deploymentId,
    teamId: due.teamId,
    at: startedAt,
    outcome: round.outcome,
    reason: round.reason,
    fault: round.fault,
    findings: findings.map(({ kind, ok, word, figure = null, ms }) => ({
      kind,
      ok,
      word,
      figure,
      ms,
    })),
    ...figuresOf(findings),
  };
}
