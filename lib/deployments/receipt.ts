import type { Tx } from "@/lib/db";
import { runningDiskPerHour } from "@/lib/deployments/usage-rate";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment } from "@/lib/generated/prisma/client";
import { type Micros, microsToDecimal } from "@/lib/money";
import type { Instance } from "@/lib/providers/contract";
import { findProviderMeta } from "@/lib/providers/meta";

/** Providers round rates in their own ways; a hundredth of a cent is no difference. */
const ROUNDING_MICROS = 100n;

/** Whether two rates per hour are the same but for rounding. */
export function isSameRate(one: Micros, other: Micros): boolean {
  const off = one - other;
  return (off < 0n ? -off : off) <= ROUNDING_MICROS;
}

/** What was quoted for the whole machine, its disk counted. */
export function quotedWithDisk(
  row: Pick<Deployment, "providerId" | "quotedPerHourMicros" | "diskGb">,
): Micros {
  const capabilities = findProviderMeta(row.providerId)?.capabilities;
  const disk = capabilities?.diskGb ? runningDiskPerHour(capabilities, row.diskGb) : 0n;
  return row.quotedPerHourMicros + disk;
}

/**
 * Keeps what the provider first says a running machine costs beside what it had quoted, once. A
 * difference is told. Also notes when it first ran. The caller holds the deployment's row.
 */
export async function noteReceipt(
  tx: Tx,
  row: Deployment,
  { instance, at }: { readonly instance: Instance; readonly at: Date },
): Promise<void> {
  if (instance.status !== "running") return;
  if (row.firstRunningAt === null) {
    await tx.deployment.update({ where: { id: row.id }, data: { firstRunningAt: at } });
  }
  const told = instance.ratePerHourMicros;
  if (told === null || row.receiptAt !== null || row.origin !== "launch") return;
  const { count } = await tx.deployment.updateMany({
    where: { id: row.id, receiptAt: null },
    data: { receiptPerHourMicros: told, receiptAt: at },
  });
  const quoted = quotedWithDisk(row);
  if (count === 0 || isSameRate(told, quoted)) return;
  await recordEvent(tx, {
    type: "deployment.price-differs",
    teamId: row.teamId,
    deploymentId: row.id,
    data: {
      name: row.name,
      providerId: row.providerId,
      quoted: microsToDecimal(quoted),
      told: microsToDecimal(told),
    },
    at,
    dedupeKey: `receipt:${row.id}`,
  });
}
