import { db, type Tx } from "@/lib/db";
import { later, paced } from "@/lib/pace";

/** When trouble of late closes a way to us, and for how long. */
export interface BreakerRule {
  readonly windowMs: number;
  readonly openMs: number;
  isTripped(counts: { readonly calls: number; readonly failures: number }): boolean;
}

/** A trial whose end nobody heard of keeps others out for this long. */
const TRIAL_MS = 2 * 60_000;

export type Passage =
  | { readonly kind: "closed" }
  /** Nobody may pass before `forMs` are over. */
  | { readonly kind: "open"; readonly forMs: number }
  /** The open time is over: this caller is the one that tries. */
  | { readonly kind: "trial" };

/**
 * Asks whether a way may be used. After the open time exactly one caller is let through, until it
 * is known how that ended. Survives restarts and is shared by all processes.
 */
export async function askPassage(tx: Tx | null, id: string, now: Date): Promise<Passage> {
  const client = tx ?? db();
  const row = await client.breaker.findUnique({ where: { id } });
  if (!row?.openUntil) return { kind: "closed" };
  if (row.openUntil > now) {
    return { kind: "open", forMs: row.openUntil.getTime() - now.getTime() };
  }
  const forgotten = new Date(now.getTime() - paced(TRIAL_MS));
  const { count } = await client.breaker.updateMany({
    where: {
      id,
      openUntil: row.openUntil,
      OR: [{ trialAt: null }, { trialAt: { lt: forgotten } }],
    },
    data: { trialAt: now },
  });
  return count === 1 ? { kind: "trial" } : { kind: "open", forMs: paced(TRIAL_MS / 10) };
}

interface Outcome {
  readonly id: string;
  readonly rule: BreakerRule;
  readonly failed: boolean;
  readonly now: Date;
}

/** Counts how one use of a way ended, and closes or opens it accordingly. */
export async function noteOutcome(tx: Tx | null, outcome: Outcome): Promise<void> {
  const { id, rule, failed, now } = outcome;
  const client = tx ?? db();
  const failure = failed ? 1 : 0;
  const windowFrom = new Date(now.getTime() - paced(rule.windowMs));
  const [row] = await client.$queryRaw<
    { calls: number; failures: number; openUntil: Date | null }[]
  >`
    INSERT INTO breaker AS b (id, calls, failures, window_from)
    VALUES (${id}, 1, ${failure}, ${now})
    ON CONFLICT (id) DO UPDATE SET
      calls = CASE WHEN b.window_from < ${windowFrom} THEN 1 ELSE b.calls + 1 END,
      failures = CASE WHEN b.window_from < ${windowFrom} THEN 0 ELSE b.failures END + ${failure},
      window_from = CASE WHEN b.window_from < ${windowFrom} THEN ${now} ELSE b.window_from END
    RETURNING calls, failures, open_until AS "openUntil"`;
  if (!row || (row.openUntil && row.openUntil > now)) return;
  const opens = row.openUntil ? failed : rule.isTripped(row);
  if (opens) await set(client, id, { openUntil: later(now, rule.openMs), now });
  else if (row.openUntil) await set(client, id, { openUntil: null, now });
}

async function set(
  client: Tx,
  id: string,
  { openUntil, now }: { readonly openUntil: Date | null; readonly now: Date },
): Promise<void> {
  await client.breaker.update({
    where: { id },
    data: { openUntil, trialAt: null, calls: 0, failures: 0, windowFrom: now },
  });
}

/** Forgets all trouble of a way that was just used with success. */
export async function forgive(tx: Tx, id: string): Promise<void> {
  await tx.breaker.deleteMany({ where: { id } });
}
