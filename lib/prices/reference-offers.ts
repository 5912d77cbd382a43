import type { ReferenceOffer } from "@/lib/generated/prisma/client";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { regionArea } from "./area";
import type { ReferenceOfferView, ReferencePriceView } from "./types";

/** A dated offer as people see it. */
export function toReferenceView(row: ReferenceOffer): ReferenceOfferView {
  return {
    kind: "reference",
    id: `ref-${row.id}`,
    providerId: row.providerId,
    providerName: row.providerName,
    modelId: row.gpuModel,
    modelName: (row.gpuModel && findGpu(row.gpuModel)?.name) || row.gpuSpelling,
    instanceType: row.instanceType,
    gpuSpelling: row.gpuSpelling,
    gpuCount: row.gpuCount,
    isPartition: row.isPartition,
    gpuMemoryGb: row.gpuMemoryGb,
    vcpu: row.vcpu,
    ramGb: row.ramGb,
    diskGb: row.diskGb,
    region: row.region,
    area: regionArea(row.region),
    pricingModel: row.pricingModel === "spot" ? "spot" : "on-demand",
    pricePerHour: microsToDecimal(row.pricePerHourMicros),
    pricePerGpuHour: microsToDecimal(row.pricePerGpuHourMicros),
    observedOn: toDay(row.observedOn),
    source: row.source,
  };
}

/** The cheapest whole-card on-demand price of a provider and model in the snapshot. */
export interface ReferenceBest {
  readonly providerId: string;
  readonly providerName: string;
  readonly gpuModel: string;
  readonly pricePerGpuHourMicros: bigint;
  readonly region: string | null;
  readonly observedOn: Date;
}

/** The price alone, with its date. */
export function toReferencePrice(row: ReferenceBest): ReferencePriceView {
  return {
    kind: "reference",
    providerId: row.providerId,
    providerName: row.providerName,
    modelId: row.gpuModel,
    pricePerGpuHour: microsToDecimal(row.pricePerGpuHourMicros),
    region: row.region,
    area: regionArea(row.region),
    observedOn: toDay(row.observedOn),
  };
}

/** The lowest of reference prices; `undefined` of none. */
export function cheapestReference<T extends ReferenceBest>(rows: readonly T[]): T | undefined {
  return rows.reduce<T | undefined>(
    (best, row) => (!best || row.pricePerGpuHourMicros < best.pricePerGpuHourMicros ? row : best),
    undefined,
  );
}

/** A date without time as YYYY-MM-DD. */
export function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
