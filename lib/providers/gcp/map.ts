import { divideHalfEven, microsToDecimal } from "@/lib/money";
import type { ProviderOffer } from "../contract";
import { gpuMemoryGb, type Machine } from "./machines";
import { type Rates, rateKey } from "./rates";

/** Local disks are priced by the month. */
const HOURS_PER_MONTH = 730n;
const NANOS_PER_MICRO = 1_000n;

/**
 * A machine's offers: its price is the sum of its parts, rounded once. Where one part has no price
 * in a region, or two, the machine is not sold there.
 */
export function toOffers(
  machine: Machine,
  { rates, regions }: { readonly rates: Rates; readonly regions: readonly string[] },
): ProviderOffer[] {
  const ways = machine.isSpotOnly ? [true] : [false, true];
  return ways.flatMap((spot) =>
    regions.flatMap((region) => {
      const rate = (part: string) => rates.get(rateKey(part, { spot, region }));
      const micros = priceOf(machine, rate);
      return micros === null ? [] : [toOffer(machine, { spot, region, micros })];
    }),
  );
}

type RateOf = (part: string) => bigint | "ambiguous" | undefined;

function priceOf(machine: Machine, rateOf: RateOf): bigint | null {
  const hourly = sum(partsByHour(machine), rateOf);
  const monthly = sum(machine.ssdGib > 0 ? [["ssd", machine.ssdGib]] : [], rateOf);
  if (hourly === null || monthly === null) return null;
  return divideHalfEven(hourly * HOURS_PER_MONTH + monthly, HOURS_PER_MONTH * NANOS_PER_MICRO);
}

type Part = readonly [id: string, count: number];

function partsByHour({ family, gpu, gpuCount, vcpu, ramGib }: Machine): Part[] {
  const card: Part = [gpu, gpuCount];
  return family === null ? [card] : [card, [`${family} core`, vcpu], [`${family} ram`, ramGib]];
}

/** Billionths of a dollar, or null where a price is missing or in doubt. */
function sum(list: readonly Part[], rateOf: RateOf): bigint | null {
  let total = 0n;
  for (const [part, count] of list) {
    const rate = rateOf(part);
    if (typeof rate !== "bigint") return null;
    total += rate * BigInt(count);
  }
  return total;
}

function toOffer(
  machine: Machine,
  { spot, region, micros }: { spot: boolean; region: string; micros: bigint },
): ProviderOffer {
  const pricingModel = spot ? "spot" : "on-demand";
  return {
    key: `${machine.name}/${pricingModel}/${region}`,
    instanceType: machine.name,
    gpuSpelling: machine.gpu,
    gpuCount: machine.gpuCount,
    maxGpuCount: machine.gpuCount,
    isPartition: false,
    gpuMemoryGb: gpuMemoryGb[machine.gpu] ?? null,
    vcpu: machine.vcpu,
    ramGb: machine.ramGib,
    diskGb: machine.ssdGib > 0 ? machine.ssdGib : null,
    region,
    pricingModel,
    pricePerHourMicros: micros,
    currency: "USD",
    nativePrice: `${microsToDecimal(micros)} USD/machine-hour, the sum of its parts`,
    availability: "unknown",
    tier: null,
  };
}
