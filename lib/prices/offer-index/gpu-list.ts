import { allGpus } from "@/lib/gpus/catalog";
import type { GpuSummary } from "../api-schema";
import { bestLivePrice } from "../best-price";
import { toLiveOffer } from "../live-offers";
import type { OfferIndex } from "./build-index";

/** Every model with its data sheet and its lowest live prices. Pure. */
export function gpuList(
  index: OfferIndex,
  now: Date,
): { readonly generatedAt: string; readonly gpus: readonly GpuSummary[] } {
  const byModel = Map.groupBy(
    index.live.whole.rows.map((row) => toLiveOffer(row, now)),
    (offer) => offer.gpuModel,
  );
  const gpus = allGpus().map((gpu): GpuSummary => {
    const own = byModel.get(gpu.id) ?? [];
    const [onDemand, spot] = [bestLivePrice(own, "on-demand"), bestLivePrice(own, "spot")];
    return {
      id: gpu.id,
      name: gpu.name,
      family: gpu.family,
      vendor: gpu.vendor,
      memoryGb: gpu.memoryGb,
      memoryBandwidthGbs: gpu.memoryBandwidthGbs,
      bf16Tflops: gpu.fp16TensorTflops,
      tdpWatts: gpu.tdpWatts,
      formFactor: gpu.formFactor,
      onDemand: onDemand?.pricePerGpuHour ?? null,
      onDemandProvider: onDemand?.providerName ?? null,
      spot: spot?.pricePerGpuHour ?? null,
      spotProvider: spot?.providerName ?? null,
    };
  });
  return { generatedAt: now.toISOString(), gpus };
}
