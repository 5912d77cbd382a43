import type { ProviderAdapter } from "../contract";
import { datedPrices } from "../dated-table";
import { meta } from "./meta";

/**
 * Nebius: its calculator speaks gRPC alone and answers one machine at a time to a service account,
 * so its price page stands here, as the trackers adriannutiu/gpu-rental-prices (CC BY 4.0) and
 * hemgo-lexsi/gpu-price-dashboard read it on the same day; spot prices the latter alone. The L40S
 * is left out: its cores and memory are billed on top, and the two disagree.
 */
export function createNebius(): ProviderAdapter {
  return { meta, prices };
}

const prices = datedPrices("2026-08-22", [
  { gpu: "gpu-h100-sxm", memoryGb: 80, usdPerGpuHour: "3.85" },
  { gpu: "gpu-h200-sxm", memoryGb: 141, usdPerGpuHour: "4.50" },
  { gpu: "gpu-b200-sxm", memoryGb: 180, usdPerGpuHour: "7.15" },
  { gpu: "gpu-b300-sxm", memoryGb: 288, usdPerGpuHour: "7.85" },
  { gpu: "gpu-h100-sxm", memoryGb: 80, usdPerGpuHour: "2.15", pricingModel: "spot" },
  { gpu: "gpu-h200-sxm", memoryGb: 141, usdPerGpuHour: "2.45", pricingModel: "spot" },
  { gpu: "gpu-b200-sxm", memoryGb: 180, usdPerGpuHour: "3.95", pricingModel: "spot" },
  { gpu: "gpu-b300-sxm", memoryGb: 288, usdPerGpuHour: "4.30", pricingModel: "spot" },
]);
