import type { Tx } from "@/lib/db";

/** Makes everything that may create an account for an address wait its turn. */
export async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`address ${email}`}, 0))`;
}
