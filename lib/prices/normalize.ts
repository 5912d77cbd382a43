import { divideHalfEven, type Micros } from "@/lib/money";
import type { ProviderOffer } from "@/lib/providers/contract";
import { convertMicros } from "@/lib/rates/convert";
import type { Rates } from "@/lib/rates/types";
import { regionArea } from "./area";
import { resolveGpu, type SpellingRules, spellingKey } from "./spelling-rules";
import type { Area } from "./types";

/**
 * A provider's offer in dollars, with its GPU understood, or not: then `gpuModel` is null. `rateDay`
 * is the day of the exchange rate, where one was needed.
 */
export interface NormalizedOffer extends ProviderOffer {
  readonly gpuModel: string | null;
  /** What the provider itself says; `isPartition` adds what the model's memory tells. */
  readonly isToldSlice: boolean;
  readonly area: Area | null;
  readonly rateDay: string | null;
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
 * offers with the same key wins. A price in a currency without a rate is left out and counted in
 * `withoutRate`. `rules` are what persons decided about spellings.
 */
export function normalizeOffers(
  offers: readonly ProviderOffer[],
  rates: Rates,
  rules: SpellingRules = new Map(),
): {
  readonly offers: NormalizedOffer[];
  readonly unknown: UnknownSpelling[];
  readonly withoutRate: number;
} {
  const unknown = new Map<string, UnknownSpelling>();
  const byKey = new Map<string, NormalizedOffer>();
  let withoutRate = 0;
  for (const offer of offers) {
    const dollars = convertMicros(offer.pricePerHourMicros, {
      from: offer.currency,
      to: "USD",
      rates,
    });
    if (dollars === null) {
      withoutRate += 1;
      continue;
    }
    const spelling = offer.gpuSpelling;
    const gpu = resolveGpu({ spelling, memoryGb: offer.gpuMemoryGb }, rules);
    if (gpu.kind === "unknown") {
      const memoryGb = offer.gpuMemoryGb ?? 0;
      unknown.set(spellingKey(spelling, memoryGb), { spelling, memoryGb });
    }
    byKey.set(offer.key, {
      ...offer,
      gpuModel: gpu.kind === "model" ? gpu.modelId : null,
      isToldSlice: offer.isPartition,
      isPartition: offer.isPartition || (gpu.kind === "model" && gpu.partition !== null),
      area: regionArea(offer.region),
      rateDay: offer.currency === "USD" ? null : rates.day,
      pricePerHourMicros: dollars,
      pricePerGpuHourMicros: divideHalfEven(dollars, BigInt(offer.gpuCount)),
    });
  }
  return { offers: [...byKey.values()], unknown: [...unknown.values()], withoutRate };
}
