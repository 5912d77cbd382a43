import { asWorker, onceAsWorker, type Tx } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import type { PriceAlert } from "@/lib/generated/prisma/client";
import { microsToDecimal } from "@/lib/money";
import { type CheapestNow, cheapestNow } from "@/lib/prices/queries";
import { shouldFire } from "./firings";

/**
 * Compares every alert that is on with the lowest price now. Each crossing is written in one
 * statement that only one of two workers wins, with the event in the same transaction. Answers how
 * many told.
 */
export async function checkAlerts(now: Date): Promise<number> {
  const alerts = await onceAsWorker((db) => db.priceAlert.findMany({ where: { state: "on" } }));
  let told = 0;
  for (const group of Map.groupBy(alerts, ({ gpuModel, pricingModel, area }) =>
    [gpuModel, pricingModel, area].join("|"),
  ).values()) {
    const [first] = group;
    if (!first) continue;
    const { gpuModel, area } = first;
    const pricingModel = first.pricingModel === "spot" ? "spot" : "on-demand";
    const cheapest = await cheapestNow({ modelId: gpuModel, pricingModel, area }, now);
    for (const alert of group) told += await asWorker((tx) => settle(tx, alert, cheapest, now));
  }
  return told;
}

async function settle(
  tx: Tx,
  alert: PriceAlert,
  cheapest: CheapestNow | null,
  now: Date,
): Promise<number> {
  const { maxMicros, lastFiredAt } = alert;
  const price = cheapest?.pricePerGpuHourMicros ?? null;
  const isBelow = price !== null && price <= maxMicros;
  const wasBelow = alert.belowSince !== null;
  if (isBelow === wasBelow) return 0;
  const fires = shouldFire(price, { maxMicros, isArmed: !wasBelow, lastFiredAt }, now);
  // Within the quiet time it stays armed, and tells afterwards if the price is still there.
  if (isBelow && !fires) return 0;
  const won = await tx.priceAlert.updateMany({
    where: { id: alert.id, state: "on", belowSince: alert.belowSince },
    data: {
      belowSince: isBelow ? now : null,
      ...(fires && { lastFiredAt: now, lastFiredMicros: price }),
    },
  });
  if (won.count === 0 || !fires || !cheapest) return 0;
  await recordEvent(tx, {
    type: "price.alert-fired",
    teamId: alert.teamId,
    userId: alert.userId,
    data: {
      alertId: alert.id,
      modelId: alert.gpuModel,
      pricingModel: alert.pricingModel,
      area: alert.area,
      limit: microsToDecimal(maxMicros),
      price: microsToDecimal(cheapest.pricePerGpuHourMicros),
      providerId: cheapest.providerId,
      region: cheapest.region,
    },
    at: now,
  });
  return 1;
}
