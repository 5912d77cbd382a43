import { asWorker, onceAsWorker, sql, type Tx } from "@/lib/db";
import { log } from "@/lib/log";
import { providerMetas } from "@/lib/providers/meta";

const LEASE_SECONDS = 30;
const RENEW_MS = 10_000;

/** The right to bring one operation forward, until a higher fence is handed out. */
export interface Hold {
  readonly operationId: string;
  readonly fence: number;
}

/** Somebody else holds the operation now: drop what is known and act no further. */
export class NotMine extends Error {}

/** Those at which this build can run machines. */
const launchable = providerMetas.filter(({ capabilities }) => capabilities).map(({ id }) => id);

/**
 * Takes due operations nobody holds, at most `limit`, of one deployment if named. Those at providers
 * that this build does not know are left to a newer one. `now` is domain time; leases run on the
 * database's own clock, which no sandbox clock moves.
 */
export function claimDue(facts: {
  readonly now: Date;
  readonly limit: number;
  readonly deploymentId?: string;
}): Promise<Hold[]> {
  const which = facts.deploymentId ? sql`AND o.deployment_id = ${facts.deploymentId}` : sql``;
  return onceAsWorker(
    (db) => db.$queryRaw<Hold[]>`
      UPDATE operation
      SET fence = fence + 1,
          lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id IN (
        SELECT o.id FROM operation o JOIN deployment d ON d.id = o.deployment_id
        WHERE o.state = 'open' AND o.run_after <= ${facts.now}
          AND (o.lease_until IS NULL OR o.lease_until < clock_timestamp())
          AND d.provider_id = ANY(${launchable}) ${which}
        ORDER BY o.run_after LIMIT ${facts.limit} FOR UPDATE OF o SKIP LOCKED)
      RETURNING id AS "operationId", fence`,
  );
}

/** Makes an operation due now whose deployment is wished otherwise, whatever it was waiting for. */
export async function hurrySuperseded(deploymentId: string, now: Date): Promise<void> {
  await onceAsWorker(
    (db) => db.$executeRaw`
      UPDATE operation SET run_after = ${now} FROM deployment
      WHERE deployment.id = deployment_id AND deployment_id = ${deploymentId} AND state = 'open'
        AND run_after > ${now} AND desired_generation > generation`,
  );
}

/** Renews the lease every ten seconds until the answered function is called. */
export function keepLease(hold: Hold): () => void {
  const renew = () =>
    onceAsWorker(
      (db) => db.$executeRaw`
        UPDATE operation
        SET lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
        WHERE id = ${hold.operationId} AND fence = ${hold.fence} AND state = 'open'
          AND lease_until IS NOT NULL`,
    ).catch((error: unknown) => {
      log.warn("lease was not renewed", { operationId: hold.operationId, error: String(error) });
    });
  const timer = setInterval(renew, RENEW_MS);
  return () => clearInterval(timer);
}

/**
 * Writes in one transaction if the operation is still held, else throws `NotMine` and writes
 * nothing. The operation's row stays locked until the end of the transaction.
 */
export function whileHeld<T>(hold: Hold, write: (tx: Tx) => Promise<T>): Promise<T> {
  return asWorker(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM operation
      WHERE id = ${hold.operationId} AND fence = ${hold.fence} AND state = 'open'
      FOR NO KEY UPDATE`;
    if (rows.length === 0) throw new NotMine();
    return write(tx);
  });
}
