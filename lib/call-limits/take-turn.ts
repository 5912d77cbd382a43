import type { Bucket } from "@/lib/call-limits/buckets";
import { db } from "@/lib/db";

export type Turn =
  /** Taken: the call may be made after this wait. */
  | { readonly isTaken: true; readonly waitMs: number }
  /** Nothing taken: there is no turn before this wait is over. */
  | { readonly isTaken: false; readonly waitMs: number };

/**
 * Takes one call from every bucket, or from none where its turn is more than `mostWaitMs` away.
 * Turns are handed out ahead of time, so callers that wait a little do not overtake each other. One
 * statement on the database's own clock, shared by all processes; a clock that was set back holds
 * nobody up.
 */
export async function takeTurn(buckets: readonly Bucket[], mostWaitMs: number): Promise<Turn> {
  if (buckets.length === 0) return { isTaken: true, waitMs: 0 };
  const turn = await tryTake(buckets, mostWaitMs);
  if (turn) return turn;
  await fillNew(buckets);
  const again = await tryTake(buckets, mostWaitMs);
  if (!again) throw new Error("rate buckets vanished");
  return again;
}

/** `null`: some bucket does not exist yet. */
async function tryTake(buckets: readonly Bucket[], mostWaitMs: number): Promise<Turn | null> {
  const rows = await db().$queryRaw<{ found: number; waitMs: number }[]>`
    WITH wanted AS (
      SELECT * FROM unnest(
        ${buckets.map(({ id }) => id)}::text[],
        ${buckets.map(({ most }) => most)}::float8[],
        ${buckets.map(({ perMs }) => perMs)}::float8[]) AS w(id, most, per_ms)),
    held AS (
      SELECT b.id, w.per_ms, LEAST(w.most, b.tokens + w.per_ms * 1000
        * ABS(EXTRACT(EPOCH FROM clock_timestamp() - b.at)::float8)) - 1 AS left_over
      FROM rate_bucket b JOIN wanted w USING (id) ORDER BY b.id FOR UPDATE OF b),
    verdict AS (
      SELECT count(*)::int AS found, COALESCE(max(GREATEST(0, -left_over / per_ms)), 0) AS wait_ms
      FROM held),
    taken AS (
      UPDATE rate_bucket b SET tokens = held.left_over, at = clock_timestamp()
      FROM held, verdict
      WHERE b.id = held.id AND verdict.found = ${buckets.length}
        AND verdict.wait_ms <= ${mostWaitMs}::float8)
    SELECT found, wait_ms AS "waitMs" FROM verdict`;
  const [row] = rows;
  if (!row || row.found < buckets.length) return null;
  return { isTaken: row.waitMs <= mostWaitMs, waitMs: Math.ceil(row.waitMs) };
}

async function fillNew(buckets: readonly Bucket[]): Promise<void> {
  await db().$executeRaw`
    INSERT INTO rate_bucket (id, tokens, at)
    SELECT id, most, clock_timestamp() FROM unnest(
      ${buckets.map(({ id }) => id)}::text[],
      ${buckets.map(({ most }) => most)}::float8[]) AS w(id, most)
    ON CONFLICT DO NOTHING`;
}

/** Empties buckets so far that nobody's turn comes before `forMs` have passed. */
export async function drain(buckets: readonly Bucket[], forMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE rate_bucket b SET tokens = LEAST(b.tokens, 1 - ${forMs}::float8 * w.per_ms),
      at = clock_timestamp()
    FROM unnest(
      ${buckets.map(({ id }) => id)}::text[],
      ${buckets.map(({ perMs }) => perMs)}::float8[]) AS w(id, per_ms)
    WHERE b.id = w.id`;
}
