import type { PriceAlert } from "@/lib/generated/prisma/client";
import { findGpu } from "@/lib/gpus/catalog";
import { microsToDecimal } from "@/lib/money";
import { areas } from "@/lib/prices/types";
import type { AlertView } from "./schema";

/** A stored alert as its owner sees it. */
export function toAlertView(row: PriceAlert): AlertView {
  return {
    id: row.id,
    modelId: row.gpuModel,
    modelName: findGpu(row.gpuModel)?.name ?? row.gpuModel,
    pricingModel: row.pricingModel === "spot" ? "spot" : "on-demand",
    area: areas.find((area) => area === row.area) ?? null,
    maxPerGpuHour: microsToDecimal(row.maxMicros),
    isOn: row.state === "on",
    belowSince: row.belowSince?.toISOString() ?? null,
    lastFiredAt: row.lastFiredAt?.toISOString() ?? null,
    lastFiredPrice: row.lastFiredMicros === null ? null : microsToDecimal(row.lastFiredMicros),
    createdAt: row.createdAt.toISOString(),
  };
}
