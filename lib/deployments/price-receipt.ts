import type { Tx } from "@/lib/db";
import { runningDiskPerHour } from "@/lib/deployments/usage-rate";
import { recordEvent } from "@/lib/events/record-event";
import type { Deployment } from "@/lib/generated/prisma/client";
import { type Micros, microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";

const HALF_A_CENT: Micros = 5_000n;
/** Below a dollar people look at more digits. */
const SHARE_OF_SMALL = 200n;

/**
 * Keeps what the provider itself first says that the running machine costs, and tells where that is
 * not what was agreed to. A machine that was not launched from here has no quote to compare with.
 */
export async function keepReceipt(
  tx: Tx,
  row: Deployment,
  { rate, at }: { readonly rate: Micros; readonly at: Date },
): Promise<void> {
  const { count } = await tx.deployment.updateMany({
    where: { id: row.id, receiptAt: null },
    data: { receiptPerHourMicros: rate, receiptAt: at },
  });
  const quoted = quotedWithDisk(row);
  if (count === 0 || row.origin !== "launch" || !isOtherPrice(quoted, rate)) return;
  await recordEvent(tx, {
    type: "deployment.price-differs",
    teamId: row.teamId,
    deploymentId: row.id,
    data: {
      name: row.name,
      providerId: row.providerId,
      quoted: microsToDecimal(quoted),
      price: microsToDecimal(rate),
    },
    at,
  });
}

/** The price agreed to with what the disk adds to it: what a provider's own figure should be. */
export function quotedWithDisk({
  quotedPerHourMicros,
  providerId,
  diskGb,
}: Pick<Deployment, "quotedPerHourMicros" | "providerId" | "diskGb">): Micros {
  const capabilities = findProviderMeta(providerId)?.capabilities;
  if (!capabilities) return quotedPerHourMicros;
  return quotedPerHourMicros + runningDiskPerHour(capabilities, diskGb);
}

/** More than rounding lies between the two. Pure. */
export function isOtherPrice(quoted: Micros, told: Micros): boolean {
  const apart = quoted > told ? quoted - told : told - quoted;
  const share = quoted / SHARE_OF_SMALL;
  return apart > (share < HALF_A_CENT ? share : HALF_A_CENT);
}
