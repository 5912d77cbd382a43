import { datedPrices } from "../dated-table";
import { LISTED_ON } from "./meta";

/**
 * No API tells what Crusoe asks, so its price page stands here, as the trackers
 * adriannutiu/gpu-rental-prices (CC BY 4.0) and cherielilili/gpu-pricing-tracker read it. The page
 * raised A100 and L40S on 2026-06-05 and dropped A100-PCIe-40GB; dstackai/gpuhunt and what copies it
 * still have the prices before it (1.65, 1.95, 1.00), and A40, which neither tracker saw. Spot
 * prices were last read in February by dstackai/gpuhunt; only those of cards whose price on demand
 * has not moved since are kept. What was never published (B200, GB200, MI355X) is left out.
 */
export const dated = datedPrices(LISTED_ON, [
  { gpu: "A100-PCIe-80GB", memoryGb: 80, usdPerGpuHour: "2.00" },
  { gpu: "A100-SXM-80GB", memoryGb: 80, usdPerGpuHour: "2.30" },
  { gpu: "H100-SXM-80GB", memoryGb: 80, usdPerGpuHour: "3.90" },
  { gpu: "H200-SXM-141GB", memoryGb: 141, usdPerGpuHour: "4.29" },
  { gpu: "L40S-48GB", memoryGb: 48, usdPerGpuHour: "1.50" },
  { gpu: "MI300X-192GB", memoryGb: 192, usdPerGpuHour: "3.45" },
  {
    gpu: "H100-SXM-80GB",
    memoryGb: 80,
    usdPerGpuHour: "1.60",
    pricingModel: "spot",
    observedOn: "2026-02-26",
  },
  {
    gpu: "MI300X-192GB",
    memoryGb: 192,
    usdPerGpuHour: "0.95",
    pricingModel: "spot",
    observedOn: "2026-02-26",
  },
]);
