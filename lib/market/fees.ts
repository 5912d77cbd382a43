import { type Micros, microsToDecimal } from "@/lib/money";
import { findProviderMeta, isFullPriceAssumed } from "@/lib/providers/meta";
import type { FeesView } from "./types";

/** A provider's published fees, else what its adapter for machines knows of disks. */
export function feesOf(providerId: string): FeesView {
  const meta = findProviderMeta(providerId);
  const { fees, capabilities } = meta ?? {};
  const counted = isFullPriceAssumed(providerId) ? "assumed" : capabilities?.stoppedBilling;
  const stopped = fees?.stopped ?? counted ?? null;
  const storage = fees?.storageMicrosPerGbMonth ?? capabilities?.runningDiskMicrosPerGbMonth;
  return {
    storage: decimal(storage),
    stoppedStorage: decimal(capabilities?.stoppedDiskMicrosPerGbMonth ?? storage),
    egress: decimal(fees?.egressMicrosPerGb),
    stopped,
    source: fees ? { url: fees.sourceUrl, asOf: fees.asOf } : null,
  };
}

function decimal(micros: Micros | null | undefined): string | null {
  return micros === null || micros === undefined ? null : microsToDecimal(micros);
}
