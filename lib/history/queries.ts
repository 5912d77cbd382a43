import { db, joinSql } from "@/lib/db";
import { variantsOf } from "@/lib/gpus/catalog";
import { type Micros, microsFromDecimal, microsToDecimal } from "@/lib/money";
import { type PriceMove, priceLine } from "@/lib/prices/price-line";
import { priceMoves } from "@/lib/prices/price-moves";
import { priceCalendar } from "./calendar";
import { addDays, DAY_MS, dayOf, startOfDay } from "./days";
import { mergeDays } from "./merge-days";
import { priceChanges } from "./price-changes";
import { type DayRollup, rollUpDays } from "./roll-up-days";
import type { DailySeries, GpuHistory, PriceCourse } from "./types";
import { judgePrice, VERDICT_DAYS } from "./verdict";

const RECENT_MS = 7 * DAY_MS;
const MOST_CHANGES = 8;
const kinds = ["on-demand", "spot"] as const;
type Kind = (typeof kinds)[number];

/**
 * What a GPU, and the models that say the same and more, cost over time, how its price of now
 * (decimal dollars, `null` where it has none) stands in the last 90 days, and what moved in the last
 * seven. Days that are not rolled up yet are read from the price points. Public.
 */
export async function gpuHistory(
  modelId: string,
  { price, now }: { readonly price: string | null; readonly now: Date },
): Promise<GpuHistory> {
  const ids = variantsOf(modelId).map(({ id }) => id);
  const [onDemand, spot, lows] = await Promise.all([
    liveFacts(ids, "on-demand", now),
    liveFacts(ids, "spot", now),
    weeklyLows(ids),
  ]);
  const since = new Date(now.getTime() - RECENT_MS);
  const today = dayOf(now);
  const before = onDemand.days.filter(
    ({ day }) => day < today && day >= addDays(today, -VERDICT_DAYS),
  );
  const history = {
    onDemand: toCourse(onDemand, lows, "on-demand", since),
    spot: toCourse(spot, lows, "spot", since),
  };
  return {
    history,
    calendar: priceCalendar(history.onDemand.daily, today),
    verdict: judgePrice(price === null ? null : microsFromDecimal(price), before),
    changes: [
      ...priceChanges(onDemand.moves, "on-demand", since),
      ...priceChanges(spot.moves, "spot", since),
    ]
      .sort((one, other) => other.at.localeCompare(one.at))
      .slice(0, MOST_CHANGES),
  };
}

interface LiveFacts {
  readonly days: readonly DayRollup[];
  readonly moves: readonly PriceMove[];
}

async function liveFacts(ids: readonly string[], kind: Kind, now: Date): Promise<LiveFacts> {
  const rolled = await rollups(ids, kind);
  const lastDay = rolled.reduce<string | null>(
    (last, { day }) => (last === null || day > last ? day : last),
    null,
  );
  const recent = new Date(now.getTime() - RECENT_MS);
  const from = lastDay === null ? null : startOfDay(lastDay);
  const since = from === null || from < recent ? (from ?? new Date(0)) : recent;
  const moves = await priceMoves(kind, now, { modelIds: ids, since });
  const days = [
    ...rolled.filter(({ day }) => day !== lastDay),
    ...ids.flatMap((id) => {
      const own = moves.filter((move) => move.gpuModel === id);
      const start = from ?? own[0]?.at;
      return start ? rollUpDays(own, { from: start, now }) : [];
    }),
  ];
  return { days: mergeDays(days), moves };
}

function toCourse(facts: LiveFacts, lows: readonly WeeklyLow[], kind: Kind, since: Date) {
  const firstDay = facts.days[0]?.day ?? "9999-12-31";
  const weekly = lows.flatMap(({ weekOf, onDemandMicros, spotMicros }) => {
    const price = kind === "spot" ? spotMicros : onDemandMicros;
    const day = dayOf(weekOf);
    return price === null || day >= firstDay ? [] : [{ day, price }];
  });
  const course: PriceCourse = {
    weekly: {
      days: weekly.map(({ day }) => day),
      prices: weekly.map(({ price }) => microsToDecimal(price)),
    },
    daily: toSeries(facts.days),
    recent: priceLine(facts.moves, since),
  };
  return course;
}

function toSeries(days: readonly DayRollup[]): DailySeries {
  return {
    days: days.map(({ day }) => day),
    lows: days.map(({ low }) => microsToDecimal(low)),
    highs: days.map(({ high }) => microsToDecimal(high)),
    typicals: days.map(({ typical }) => microsToDecimal(typical)),
  };
}

function rollups(ids: readonly string[], kind: Kind): Promise<DayRollup[]> {
  return db().$queryRaw<DayRollup[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, low_micros AS low, high_micros AS high,
      typical_micros AS typical, first_micros AS first, last_micros AS last,
      coalesce(is_list_price, false) AS "isListPrice", provider_count AS "providerCount"
    FROM price_rollup
    WHERE gpu_model IN (${joinSql([...ids])}) AND pricing_model = ${kind} AND area = ''
    ORDER BY day`;
}

interface WeeklyLow {
  readonly weekOf: Date;
  readonly onDemandMicros: Micros | null;
  readonly spotMicros: Micros | null;
}

function weeklyLows(ids: readonly string[]): Promise<WeeklyLow[]> {
  return db().$queryRaw<WeeklyLow[]>`
    SELECT week_of AS "weekOf", min(on_demand_micros) AS "onDemandMicros",
      min(spot_micros) AS "spotMicros"
    FROM reference_low WHERE gpu_model IN (${joinSql([...ids])})
    GROUP BY week_of ORDER BY week_of`;
}
