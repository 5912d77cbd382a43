import type { Status } from "@/lib/deployments/states";
import type { Micros } from "@/lib/money";
import type { Capabilities } from "@/lib/providers/contract";
import { diskPerHourMicros } from "@/lib/providers/disk-rate";

export interface RateFacts {
  readonly ratePerHourMicros: Micros;
  readonly stoppedPerHourMicros: Micros;
  readonly endedAt: Date | null;
  /** Tells a machine that sleeps from one that is merely stopped. */
  readonly statusReason?: string | null;
  readonly diskGb?: number | null;
}

/**
 * What a deployment costs per hour in a status; `null`: nothing exists that could cost money;
 * `"as-before"`: the machine still exists and is billed as it was. A failed machine is billed as
 * before until the provider says otherwise, since it still stands there.
 */
export function usageRate(
  status: Status,
  facts: RateFacts,
  capabilities: RateCapabilities,
): Micros | null | "as-before" {
  switch (status) {
    case "provisioning":
      return startingPerHour(facts, capabilities);
    case "running":
    case "stopping":
      return facts.ratePerHourMicros;
    case "stopped":
      return facts.statusReason === "hibernated"
        ? hibernatedPerHour(capabilities, facts.diskGb ?? null)
        : facts.stoppedPerHourMicros;
    case "terminating":
      return "as-before";
    case "failed":
      return facts.endedAt === null ? "as-before" : null;
    case "requested":
    case "terminated":
    case "lost":
      return null;
    default:
      return status satisfies never;
  }
}

export type RateCapabilities = Pick<Capabilities, "billingStarts"> &
  Partial<
    Pick<Capabilities, "startingBilling" | "hibernatedBilling" | "stoppedDiskMicrosPerGbMonth">
  >;

/** What a machine costs on its way up: where its disk is billed from the first, what it does stopped. */
export function startingPerHour(
  { ratePerHourMicros, stoppedPerHourMicros }: Omit<RateFacts, "endedAt">,
  { billingStarts, startingBilling }: Pick<Capabilities, "billingStarts" | "startingBilling">,
): Micros {
  if (billingStarts === "created") return ratePerHourMicros;
  return startingBilling === "disk" ? stoppedPerHourMicros : 0n;
}

/** What a sleeping machine costs: its disk, where that goes on being billed. */
function hibernatedPerHour(capabilities: RateCapabilities, diskGb: number | null): Micros {
  if (capabilities.hibernatedBilling !== "disk") return 0n;
  return diskPerHourMicros(capabilities.stoppedDiskMicrosPerGbMonth ?? 0n, diskGb ?? 0);
}

/** What a machine of this price costs while stopped, disk and all. */
export function stoppedPerHour(
  capabilities: Pick<Capabilities, "stoppedBilling" | "stoppedDiskMicrosPerGbMonth">,
  facts: { readonly diskGb: number | null; readonly runningPerHourMicros: Micros },
): Micros {
  switch (capabilities.stoppedBilling) {
    case "nothing":
    case "cannot-stop":
      return 0n;
    case "disk":
      return diskPerHourMicros(capabilities.stoppedDiskMicrosPerGbMonth, facts.diskGb ?? 0);
    case "full":
      return facts.runningPerHourMicros;
    default:
      return capabilities.stoppedBilling satisfies never;
  }
}

/** What the disk adds to the offer's price while the machine runs. */
export function runningDiskPerHour(
  capabilities: Pick<Capabilities, "runningDiskMicrosPerGbMonth">,
  diskGb: number | null,
): Micros {
  return diskPerHourMicros(capabilities.runningDiskMicrosPerGbMonth, diskGb ?? 0);
}
