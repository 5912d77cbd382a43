import { db } from "@/lib/db";

/** A provider's lowest price for a model went from one amount to another. */
export interface PriceChange {
  readonly providerId: string;
  readonly gpuModel: string;
  readonly pricingModel: string;
  readonly at: Date;
  readonly beforeMicros: bigint;
  readonly afterMicros: bigint;
}

const DAY_MS = 24 * 3_600_000;
const WINDOW_MS = 7 * DAY_MS;
/** How far back the price before a change is looked for. */
const BEFORE_MS = 90 * DAY_MS;

/** The newest changes of the last week, newest first: at least one per cent, both sides on sale. */
export function recentChanges(now: Date, most: number): Promise<PriceChange[]> {
  const since = new Date(now.getTime() - WINDOW_MS);
  const from = new Date(since.getTime() - BEFORE_MS);
  return db().$queryRaw<PriceChange[]>`
    SELECT * FROM (
      SELECT provider_id AS "providerId", gpu_model AS "gpuModel",
        pricing_model AS "pricingModel", at, price_per_gpu_hour_micros AS "afterMicros",
        lag(price_per_gpu_hour_micros)
          OVER (PARTITION BY provider_id, gpu_model, pricing_model ORDER BY at) AS "beforeMicros"
      FROM price_point WHERE at >= ${from} AND at <= ${now}
    ) moved
    WHERE at >= ${since} AND abs("afterMicros" - "beforeMicros") * 100 >= "beforeMicros"
    ORDER BY at DESC, "gpuModel", "providerId" LIMIT ${most}`;
}

/** When each model's prices changed last, by model id. */
export async function lastChanges(): Promise<Map<string, Date>> {
  const rows = await db().$queryRaw<{ gpuModel: string; at: Date }[]>`
    SELECT gpu_model AS "gpuModel", max(at) AS at FROM price_point GROUP BY gpu_model`;
  return new Map(rows.map(({ gpuModel, at }) => [gpuModel, at]));
}
