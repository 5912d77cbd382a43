import { type LiveOffer, toLiveOffer } from "@/lib/prices/live-offers";

export const now = new Date("2026-11-22T12:00:00Z");

/** A live offer of an H100 SXM at RunPod, changed where a test says so. */
export function makeOffer(
  changes: Partial<LiveOffer> & { readonly agoMs?: number } = {},
): LiveOffer {
  const { agoMs = 0, ...fields } = changes;
  const row = {
    id: "off_1",
    providerId: "runpod",
    offerKey: "secure/h100/any",
    instanceType: "NVIDIA H100 80GB HBM3",
    gpuSpelling: "NVIDIA H100 80GB HBM3",
    gpuModel: "h100-sxm",
    gpuCount: 1,
    maxGpuCount: 8,
    isPartition: false,
    isToldSlice: false,
    gpuMemoryGb: 80,
    vcpu: null,
    ramGb: null,
    diskGb: null,
    region: "US-KS-2",
    pricingModel: "on-demand",
    tier: "secure",
    pricePerHourMicros: 3_000_000n,
    pricePerGpuHourMicros: 3_000_000n,
    nativePrice: "3 USD/GPU-hour",
    currency: "USD",
    rateDay: null,
    availability: "available",
    area: null,
    leastMinutes: 0,
    sharesAddress: false,
    brokeredFrom: null,
    heldReason: null,
    releasedMicros: null,
    believedMicros: null,
    believedAt: null,
    fetchedAt: new Date(now.getTime() - agoMs),
    observedAt: new Date(now.getTime() - agoMs),
    vanishedAt: null,
  };
  return { ...toLiveOffer(row, now), ...fields };
}
