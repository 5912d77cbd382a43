import type { Tx } from "@/lib/db";
import type { Account } from "@/lib/operations/account";

/** Another create is under way in this account, whose provider names machines itself. */
export class TurnTaken extends Error {}

/**
 * Makes sure in the caller's transaction that no other create is unsettled in the account, whichever
 * key or team it came from: only then does what is new there tell what a create made. Throws
 * `TurnTaken`; a unique index is the last word.
 */
export async function requireTurn(tx: Tx, { mark }: Account): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${mark}, 0))`;
  if (await isUnsettled(tx, mark)) throw new TurnTaken();
}

/** Whether a create in an account whose provider names machines itself is without its answer yet. */
export async function isUnsettled(tx: Tx, accountMark: string): Promise<boolean> {
  const status = { in: ["INTENT", "SENT", "AMBIGUOUS"] };
  return (await tx.providerCall.count({ where: { accountMark, status } })) > 0;
}
