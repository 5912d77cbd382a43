import type { Tx } from "@/lib/db";

/** How long single rounds are kept; hours are kept for as long as the machine is. */
export const KEPT_DAYS = 7;

/** Makes the parts of the samples' table for the days around `at`, and drops those that are too old. */
export async function keepDays(tx: Tx, at: Date): Promise<void> {
  const day = at.toISOString().slice(0, 10);
  await tx.$executeRaw`SELECT keep_health_days(${day}::date, ${KEPT_DAYS}::int)`;
}
