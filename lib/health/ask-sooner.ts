import type { Tx } from "@/lib/db";

/**
 * Has the accounts of machines listed with the next sweep: whether a provider still has a machine that
 * fell silent is to be known before anything is concluded.
 */
export async function askSooner(
  tx: Tx,
  deploymentIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE provider_key SET next_sweep_at = ${now}
    WHERE next_sweep_at > ${now} AND id IN (
      SELECT provider_key_id FROM deployment WHERE id = ANY(${[...deploymentIds]}))`;
}
