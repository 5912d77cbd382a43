import { sql, type Tx } from "@/lib/db";
import { addDays, dayOf, startOfDay } from "./days";

/** Every move is kept this long. */
const KEPT_DAYS = 90;

/**
 * Leaves of price points older than 90 days the last of each day and provider, where the day is
 * rolled up; so every day still ends, and the next one begins, with the price it had. Answers how
 * many went.
 */
export async function thinPoints(tx: Tx, now: Date): Promise<number> {
  const before = startOfDay(addDays(dayOf(now), -KEPT_DAYS));
  const world = await tx.$executeRaw`
    DELETE FROM price_point point WHERE at < ${before} AND EXISTS (
      SELECT 1 FROM price_point later
      WHERE later.gpu_model = point.gpu_model AND later.provider_id = point.provider_id
        AND later.pricing_model = point.pricing_model ${laterOnTheDay}
    ) AND ${isRolledUp}`;
  const areas = await tx.$executeRaw`
    DELETE FROM area_price_point point WHERE at < ${before} AND EXISTS (
      SELECT 1 FROM area_price_point later
      WHERE later.gpu_model = point.gpu_model AND later.provider_id = point.provider_id
        AND later.pricing_model = point.pricing_model AND later.area = point.area ${laterOnTheDay}
    ) AND ${isRolledUp}`;
  return world + areas;
}

const laterOnTheDay = sql`
  AND later.at > point.at AND later.at < date_trunc('day', point.at, 'UTC') + interval '1 day'`;

const isRolledUp = sql`EXISTS (
  SELECT 1 FROM price_rollup WHERE price_rollup.gpu_model = point.gpu_model
    AND price_rollup.pricing_model = point.pricing_model AND price_rollup.area = ''
    AND price_rollup.day = (point.at AT TIME ZONE 'UTC')::date)`;
