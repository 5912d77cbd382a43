import { variantsOf } from "@/lib/gpus/catalog";
import type { DatedSource } from "./dated-sources";
import { normalizeOffers } from "./normalize";
import { toDay } from "./reference-offers";
import type { ReferenceSnapshot } from "./reference-snapshot";

/** A row of `reference_offer` before it has an id, by column. */
export interface ReferenceRow {
  readonly provider_id: string;
  readonly provider_name: string;
  readonly instance_type: string | null;
  readonly gpu_model: string | null;
  readonly gpu_spelling: string;
  readonly gpu_count: number;
  readonly is_partition: boolean;
  readonly gpu_memory_gb: number | null;
  readonly vcpu: number | null;
  readonly ram_gb: number | null;
  readonly disk_gb: number | null;
  readonly region: string | null;
  readonly pricing_model: string;
  readonly price_per_hour_micros: string;
  readonly price_per_gpu_hour_micros: string;
  /** YYYY-MM-DD. */
  readonly observed_on: string;
  readonly source: string;
}

/** The offers of the reference snapshot. */
export function snapshotRows({ offers, sources }: ReferenceSnapshot): ReferenceRow[] {
  return offers.map((offer) => ({
    provider_id: offer.providerId,
    provider_name: offer.providerName,
    instance_type: offer.offerName,
    gpu_model: offer.modelId,
    gpu_spelling: offer.spelling,
    gpu_count: Math.max(1, Math.round(offer.gpuCount)),
    is_partition: offer.partition !== null,
    gpu_memory_gb: offer.gpuMemoryGb,
    vcpu: offer.vcpu,
    ram_gb: offer.ramGib,
    disk_gb: offer.diskGib,
    region: offer.region,
    pricing_model: offer.pricingModel,
    price_per_hour_micros: offer.pricePerHourMicros.toString(),
    price_per_gpu_hour_micros: offer.pricePerGpuHourMicros.toString(),
    observed_on: offer.observedOn,
    source: sources[offer.sourceIndex]?.name ?? "",
  }));
}

/** The offers of a provider's dated table. Only dollars: a table says what its page said. */
export function tableRows({ meta, sourceUrl, table }: DatedSource): ReferenceRow[] {
  const { offers } = normalizeOffers(table.offers, { day: table.observedOn, perEuro: {} });
  return offers.map((offer) => ({
    provider_id: meta.id,
    provider_name: meta.name,
    instance_type: offer.instanceType,
    gpu_model: offer.gpuModel,
    gpu_spelling: offer.gpuSpelling,
    gpu_count: offer.gpuCount,
    is_partition: offer.isPartition,
    gpu_memory_gb: offer.gpuMemoryGb,
    vcpu: offer.vcpu,
    ram_gb: offer.ramGb,
    disk_gb: offer.diskGb,
    region: offer.region,
    pricing_model: offer.pricingModel,
    price_per_hour_micros: offer.pricePerHourMicros.toString(),
    price_per_gpu_hour_micros: offer.pricePerGpuHourMicros.toString(),
    observed_on: offer.observedAt ? toDay(offer.observedAt) : table.observedOn,
    source: sourceUrl,
  }));
}

/**
 * Both together: of the same provider, model, count and pricing model the newer day stays, and of
 * one day the table. A snapshot row that names the model less exactly is the same thing too.
 */
export function mergeRows(
  snapshot: readonly ReferenceRow[],
  tables: readonly ReferenceRow[],
): ReferenceRow[] {
  const isSame = (row: ReferenceRow, entry: ReferenceRow) =>
    row.provider_id === entry.provider_id &&
    row.gpu_count === entry.gpu_count &&
    row.pricing_model === entry.pricing_model &&
    row.is_partition === entry.is_partition &&
    variantsOf(row.gpu_model ?? "").some(({ id }) => id === entry.gpu_model);
  const newest = tables.filter(
    (entry) => !snapshot.some((row) => isSame(row, entry) && row.observed_on > entry.observed_on),
  );
  const kept = snapshot.filter((row) => !newest.some((entry) => isSame(row, entry)));
  return [...kept, ...newest];
}
