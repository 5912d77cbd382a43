import { normalizeGpu } from "@/lib/gpus/normalize-gpu";
import { divideHalfEven, type Micros } from "@/lib/money";
import type { ProviderOffer } from "@/lib/providers/contract";

/** A provider's offer with its GPU understood, or not: then `gpuModel` is null. */
export interface NormalizedOffer extends ProviderOffer {
  readonly gpuModel: string | null;
  readonly pricePerGpuHourMicros: Micros;
}

/** A spelling that no rule resolves, for a person to look at. */
export interface UnknownSpelling {
  readonly spelling: string;
  /** 0 where the provider does not say. */
  readonly memoryGb: number;
}

/**
 * Resolves the GPU model of every offer. An offer is a slice when the provider says so or when
 * its memory does; of a slice, the price per GPU is the price of the slice. The last of two
 * offers with the same key wins.
 */
export function normalizeOffers(offers: readonly ProviderOffer[]): {
  readonly offers: NormalizedOffer[];
  readonly unknown: UnknownSpelling[];
} {
  const unknown = new Map<string, UnknownSpelling>();
  const byKey = new Map<string, NormalizedOffer>();
  for (const offer of offers) {
    const gpu = normalizeGpu({ spelling: offer.gpuSpelling, memoryGb: offer.gpuMemoryGb });
    if (gpu.kind === "unknown") {
      const memoryGb = offer.gpuMemoryGb ?? 0;
      unknown.set(`${offer.gpuSpelling}/${memoryGb}`, { spelling: offer.gpuSpelling, memoryGb });
    }
    byKey.set(offer.key, {
      ...offer,
      gpuModel: gpu.kind === "model" ? gpu.modelId : null,
      isPartition: offer.isPartition || (gpu.kind === "model" && gpu.partition !== null),
      pricePerGpuHourMicros: divideHalfEven(offer.pricePerHourMicros, BigInt(offer.gpuCount)),
    });
  }
  return { offers: [...byKey.values()], unknown: [...unknown.values()] };
}
