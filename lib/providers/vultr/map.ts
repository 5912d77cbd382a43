import { microsFromNumber } from "@/lib/money";
import type { PricingModel, ProviderOffer } from "../contract";
import type { GpuPlan, MetalPlan } from "./wire";

/** Memory of a whole card per `gpu_type`: a plan's `gpu_vram_gb` is the sum of its cards. */
const wholeCardGb: Readonly<Record<string, number>> = {
  NVIDIA_A16: 16,
  NVIDIA_A40: 48,
  NVIDIA_A100: 80,
  NVIDIA_B200: 180,
  NVIDIA_GH200: 96,
  NVIDIA_H100: 80,
  NVIDIA_HGX_B200: 180,
  NVIDIA_HGX_H100: 80,
  NVIDIA_L4: 24,
  NVIDIA_L40S: 48,
  AMD_MI300X: 192,
  AMD_MI325X: 256,
};

/** Bare metal plans name their cards nowhere but in the id. */
const metalGpus: Readonly<Record<string, { spelling: string; count: number; memoryGb: number }>> = {
  "vbm-48c-1024gb-4-a100-gpu": { spelling: "NVIDIA A100", count: 4, memoryGb: 80 },
  "vbm-112c-2048gb-8-h100-gpu": { spelling: "NVIDIA H100", count: 8, memoryGb: 80 },
  "vbm-112c-2048gb-8-a100-gpu": { spelling: "NVIDIA A100", count: 8, memoryGb: 80 },
  "vbm-64c-2048gb-8-l40-gpu": { spelling: "NVIDIA L40S", count: 8, memoryGb: 48 },
  "vbm-72c-480gb-gh200-gpu": { spelling: "NVIDIA GH200", count: 1, memoryGb: 96 },
  "vbm-256c-2048gb-8-mi300x-gpu": { spelling: "AMD MI300X", count: 8, memoryGb: 192 },
};

/**
 * The offers of a cloud GPU plan, one per location; sold out without any. A plan with less memory
 * than a whole card is a slice of one. Answers a reason where the plan cannot be read.
 */
export function toPlanOffers(plan: GpuPlan): ProviderOffer[] | string {
  const whole = wholeCardGb[plan.gpu_type];
  if (whole === undefined) return `unknown GPU type ${plan.gpu_type}`;
  const isPartition = plan.gpu_vram_gb < whole;
  if (!isPartition && plan.gpu_vram_gb % whole !== 0) return "memory is no multiple of a card's";
  return toOffers(plan, {
    pricingModel: "on-demand",
    usd: plan.hourly_cost,
    gpuSpelling: plan.gpu_type.replaceAll("_", " "),
    gpuCount: isPartition ? 1 : plan.gpu_vram_gb / whole,
    gpuMemoryGb: isPartition ? plan.gpu_vram_gb : whole,
    isPartition,
    vcpu: plan.vcpu_count,
  });
}

/**
 * The offers of a bare metal plan. Preemptible prices are published but nobody knows how to buy
 * at them: they stand as spot offers that cannot be had.
 */
export function toMetalOffers(plan: MetalPlan): ProviderOffer[] | string {
  const gpu = metalGpus[plan.id];
  if (gpu === undefined) return "unknown bare metal GPU plan";
  const terms = {
    gpuSpelling: gpu.spelling,
    gpuCount: gpu.count,
    gpuMemoryGb: gpu.memoryGb,
    isPartition: false,
    vcpu: plan.cpu_threads,
  };
  const spotUsd = plan.hourly_cost_preemptible ?? 0;
  return [
    ...toOffers(plan, { ...terms, pricingModel: "on-demand", usd: plan.hourly_cost }),
    ...toOffers(plan, { ...terms, pricingModel: "spot", usd: spotUsd }),
  ];
}

interface Terms {
  readonly pricingModel: PricingModel;
  readonly usd: number;
  readonly gpuSpelling: string;
  readonly gpuCount: number;
  readonly gpuMemoryGb: number;
  readonly isPartition: boolean;
  readonly vcpu: number;
}

function toOffers(plan: GpuPlan | MetalPlan, { usd, ...terms }: Terms): ProviderOffer[] {
  const pricePerHourMicros = microsFromNumber(usd);
  if (pricePerHourMicros === null || pricePerHourMicros <= 0n) return [];
  const places = plan.locations.length > 0 ? plan.locations : [null];
  return places.map((region) => ({
    ...terms,
    key: `${plan.id}/${terms.pricingModel}/${region ?? "sold-out"}`,
    instanceType: plan.id,
    maxGpuCount: terms.gpuCount,
    ramGb: Math.round((plan.ram / 1024) * 10) / 10,
    diskGb: plan.disk * plan.disk_count,
    region,
    pricePerHourMicros,
    currency: "USD",
    nativePrice: `${usd} USD/instance-hour`,
    availability: availabilityOf(region, terms.pricingModel),
    tier: null,
  }));
}

function availabilityOf(region: string | null, pricingModel: PricingModel) {
  return region === null || pricingModel === "spot" ? "unavailable" : "available";
}
