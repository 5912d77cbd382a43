import type { FeesView, MonthlyOffer } from "@/lib/market/types";
import { divideHalfEven, type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";

/** How providers turn a price per month into one per hour. */
export const HOURS_PER_MONTH = 730;

/** What somebody does with one GPU in a month; whole numbers. */
export interface MonthlyUse {
  readonly hours: number;
  readonly storageGb: number;
  readonly egressGb: number;
}

/** What a month costs, in decimal dollars; a part is null where the provider publishes no fee. */
export interface MonthlyCost {
  readonly machine: string;
  readonly storage: string | null;
  readonly egress: string | null;
  readonly total: string;
  /** A part that is used has no published fee, so the total is the least it costs. */
  readonly isLeast: boolean;
}

/**
 * A month of one machine: the hours it runs, the disk while it runs and while it is stopped, and what
 * leaves the provider. Stopped hours cost nothing, the disk, or all of it, as the provider says; where
 * a machine cannot be stopped it is taken to be deleted, and its disk with it.
 */
export function monthlyCost({ pricePerHour, fees }: MonthlyOffer, use: MonthlyUse): MonthlyCost {
  const paidHours =
    fees.stopped === "full" || fees.stopped === "assumed" ? HOURS_PER_MONTH : use.hours;
  const machine = microsOf(pricePerHour) * BigInt(paidHours);
  const storage = storageMicros(fees, { ...use, hours: paidHours });
  const egress = fees.egress === null ? null : microsOf(fees.egress) * BigInt(use.egressGb);
  return {
    machine: microsToDecimal(machine),
    storage: storage === null ? null : microsToDecimal(storage),
    egress: egress === null ? null : microsToDecimal(egress),
    total: microsToDecimal(machine + (storage ?? 0n) + (egress ?? 0n)),
    isLeast:
      (storage === null && use.storageGb > 0) ||
      (egress === null && use.egressGb > 0) ||
      (fees.stopped === null && use.hours < HOURS_PER_MONTH),
  };
}

/** Offers with their costs, least first. */
export function rankByMonth(offers: readonly MonthlyOffer[], use: MonthlyUse) {
  return offers
    .map((offer) => ({ offer, cost: monthlyCost(offer, use) }))
    .toSorted((one, other) => Number(one.cost.total) - Number(other.cost.total));
}

function storageMicros(fees: FeesView, { hours, storageGb }: MonthlyUse): Micros | null {
  if (fees.storage === null) return null;
  const stopped = fees.stopped === "disk" ? microsOf(fees.stoppedStorage) : 0n;
  const gbHours =
    microsOf(fees.storage) * BigInt(hours) + stopped * BigInt(HOURS_PER_MONTH - hours);
  return divideHalfEven(gbHours * BigInt(storageGb), BigInt(HOURS_PER_MONTH));
}

const microsOf = (decimal: string | null): Micros => microsFromDecimal(decimal ?? "0") ?? 0n;
