import type { ProviderAdapter } from "../contract";
import { datedPrices } from "../dated-table";
import { meta } from "./meta";

/**
 * Paperspace: no API tells its prices, so its price page stands here, as api-evangelist/paperspace
 * read it. Its H100 and A100-80G are left out: what was read are prices of a commitment for years.
 */
export function createPaperspace(): ProviderAdapter {
  return { meta, prices };
}

const prices = datedPrices("2026-05-25", [
  { gpu: "A4000", memoryGb: 16, usdPerGpuHour: "0.76" },
  { gpu: "A5000", memoryGb: 24, usdPerGpuHour: "1.38" },
  { gpu: "A6000", memoryGb: 48, usdPerGpuHour: "1.89" },
  { gpu: "V100", memoryGb: 16, usdPerGpuHour: "2.30" },
]);
