import type { Tx } from "@/lib/db";
import type { Scope } from "@/lib/health/blindness";
import type { DoneRound } from "@/lib/health/done-round";
import type { Standing } from "@/lib/health/verdict";

interface Quiet {
  readonly round: DoneRound;
  readonly scope: Scope | null;
  readonly next: Standing;
}

/**
 * Writes verdicts from which nothing more follows, in one statement, and answers whose. A machine that
 * does not run any more, or that is part of an incident, is left out.
 */
export async function writeVerdicts(tx: Tx, quiet: readonly Quiet[]): Promise<ReadonlySet<string>> {
  if (quiet.length === 0) return new Set();
  const rows = JSON.stringify(quiet.map(toRow));
  const written = await tx.$queryRaw<{ id: string }[]>`
    UPDATE health_state h SET verdict = r.verdict, fault = r.fault, first_act = r.first_act,
      scope = r.scope, bad_since = r.bad_since, checked_at = GREATEST(h.checked_at, r.at),
      since = CASE WHEN h.verdict = r.verdict THEN h.since ELSE r.at END
    FROM json_to_recordset(${rows}::json) AS r (id text, verdict text, fault text, first_act text,
      scope text, bad_since timestamptz, at timestamptz), deployment d
    WHERE h.deployment_id = r.id AND d.id = r.id AND d.status = 'running'
      AND NOT EXISTS (
        SELECT 1 FROM incident_part p WHERE p.deployment_id = r.id AND p.until IS NULL)
    RETURNING h.deployment_id AS id`;
  return new Set(written.map(({ id }) => id));
}

function toRow({ round, scope, next }: Quiet) {
  const isFine = next.fault === null;
  return {
    id: round.due.target.deploymentId,
    verdict: next.verdict,
    fault: next.fault,
    first_act: next.firstAct,
    scope: isFine ? null : (scope ?? "machine"),
    bad_since: isFine ? null : (round.memory.badSince ?? round.startedAt),
    at: round.startedAt,
  };
}
