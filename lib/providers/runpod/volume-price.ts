import { divideHalfEven, type Micros } from "@/lib/money";
import { HOURS_PER_MONTH } from "../disk-rate";

/** Standard network volumes per GB and month, from RunPod's price page. */
const FIRST_PER_GB_MONTH = 70_000n;
const FURTHER_PER_GB_MONTH = 50_000n;
const FIRST_GB = 1_000n;

/** What a standard network volume costs per hour: the first terabyte dearer than the rest. */
export function networkVolumePerHour(sizeGb: number): Micros {
  const gb = BigInt(sizeGb);
  const first = gb < FIRST_GB ? gb : FIRST_GB;
  const perMonth = first * FIRST_PER_GB_MONTH + (gb - first) * FURTHER_PER_GB_MONTH;
  return divideHalfEven(perMonth, HOURS_PER_MONTH);
}
