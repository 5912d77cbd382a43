import { asWorker, type Tx } from "@/lib/db";
import { HIDDEN_AFTER_MS, shownSince } from "@/lib/prices/freshness";
import type { PriceMove } from "@/lib/prices/price-line";
import { addDays, dayOf, startOfDay } from "./days";
import { rollUpDays } from "./roll-up-days";
import { thinPoints } from "./thin-points";

/** Days of one transaction, so that catching up on a long time never holds one for long. */
const CHUNK_DAYS = 7;

/**
 * Rolls price points up by UTC day: yesterday and today anew, and every day since the last one
 * rolled up. Points older than 90 days are then thinned. Running it twice changes nothing.
 */
export async function rollUpPrices(now: Date): Promise<{ rows: number; thinned: number }> {
  const today = dayOf(now);
  let day = await asWorker((tx) => firstDayDue(tx, today));
  let rows = 0;
  while (day !== null && day <= today) {
    const first = day;
    const next = addDays(first, CHUNK_DAYS);
    const until = startOfDay(next) < now ? startOfDay(next) : now;
    rows += await asWorker((tx) => rollUpSpan(tx, { from: startOfDay(first), until, now }));
    day = next;
  }
  return { rows, thinned: await asWorker((tx) => thinPoints(tx, now)) };
}

async function firstDayDue(tx: Tx, today: string): Promise<string | null> {
  const [known] = await tx.$queryRaw<{ rolled: string | null; first: Date | null }[]>`
    SELECT (SELECT to_char(max(day), 'YYYY-MM-DD') FROM price_rollup) AS rolled,
      (SELECT min(at) FROM price_point) AS first`;
  if (!known?.first) return null;
  const yesterday = addDays(today, -1);
  if (known.rolled === null) return dayOf(known.first);
  return [known.rolled, yesterday].sort()[0] ?? yesterday;
}

interface Span {
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
}

async function rollUpSpan(tx: Tx, { from, until, now }: Span): Promise<number> {
  const moves = await movesIn(tx, { from, until, now });
  const groups = Map.groupBy(moves, (move) =>
    [move.gpuModel, move.pricingModel, move.area].join("/"),
  );
  const last = new Date(until.getTime() - 1);
  const rows = [...groups.values()].flatMap((group) => {
    const [move] = group;
    if (!move) return [];
    const key = { gpu_model: move.gpuModel, pricing_model: move.pricingModel, area: move.area };
    return rollUpDays(group, { from, now: until })
      .filter(({ day }) => day <= dayOf(last))
      .map((one) => ({
        ...key,
        day: one.day,
        low_micros: one.low.toString(),
        high_micros: one.high.toString(),
        typical_micros: one.typical.toString(),
        first_micros: one.first.toString(),
        last_micros: one.last.toString(),
        is_list_price: one.isListPrice,
        provider_count: one.providerCount,
      }));
  });
  await tx.$executeRaw`
    DELETE FROM price_rollup WHERE day BETWEEN ${dayOf(from)}::date AND ${dayOf(last)}::date`;
  return tx.$executeRaw`
    INSERT INTO price_rollup
    SELECT * FROM json_populate_recordset(NULL::price_rollup, ${JSON.stringify(rows)}::json)`;
}

type AreaMove = PriceMove & { readonly pricingModel: string; readonly area: string };

/**
 * Moves of everything within a span, with the last one before it: of the whole world (an empty
 * area) and of each area. A provider not heard of for a day has nothing to be had from then on.
 */
function movesIn(tx: Tx, { from, until, now }: Span): Promise<AreaMove[]> {
  return tx.$queryRaw<AreaMove[]>`
    WITH point AS (
      SELECT gpu_model, provider_id, pricing_model, '' AS area, at, price_per_gpu_hour_micros,
        is_list_price
      FROM price_point WHERE at < ${until}
      UNION ALL
      SELECT gpu_model, provider_id, pricing_model, area, at, price_per_gpu_hour_micros,
        is_list_price
      FROM area_price_point WHERE at < ${until}
    ), moved AS (
      SELECT * FROM point WHERE at >= ${from}
      UNION ALL
      (SELECT DISTINCT ON (gpu_model, provider_id, pricing_model, area) * FROM point
      WHERE at < ${from} ORDER BY gpu_model, provider_id, pricing_model, area, at DESC)
    ), silent AS (
      SELECT provider_id, last_success_at + make_interval(secs => ${HIDDEN_AFTER_MS / 1_000}) AS at
      FROM price_source WHERE last_success_at < ${shownSince(now)}
    )
    SELECT provider_id AS "providerId", gpu_model AS "gpuModel",
      pricing_model AS "pricingModel", area, at,
      price_per_gpu_hour_micros AS "pricePerGpuHourMicros", is_list_price AS "isListPrice"
    FROM moved
    UNION ALL
    SELECT DISTINCT provider_id, gpu_model, pricing_model, area, silent.at, NULL::bigint,
      false
    FROM moved JOIN silent USING (provider_id) WHERE silent.at < ${until}
    ORDER BY at`;
}
