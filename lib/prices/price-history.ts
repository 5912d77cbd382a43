import { type Micros, microsToDecimal } from "@/lib/money";
import { providerName } from "./live-offers";
import { type PriceMove, priceLine } from "./price-line";
import { toDay } from "./reference-offers";
import type { HistorySeries, PriceHistory } from "./types";

export interface WeeklyLow {
  readonly providerId: string;
  readonly providerName: string;
  readonly weekOf: Date;
  readonly onDemandMicros: Micros | null;
  readonly spotMicros: Micros | null;
}

const EPOCH = new Date(0);

/** The chart of one GPU page: weekly lows of the snapshot, and the live moves since. */
export function buildHistory(
  lows: readonly WeeklyLow[],
  moves: { readonly onDemand: readonly PriceMove[]; readonly spot: readonly PriceMove[] },
): PriceHistory {
  const ids = [...new Set(lows.map((low) => low.providerId))];
  const byProvider = ids
    .map((providerId) => {
      const own = lows.filter((low) => low.providerId === providerId);
      const name = own[0]?.providerName ?? providerId;
      return { providerId, providerName: name, ...series(own, "onDemandMicros") };
    })
    .filter((one) => one.days.length > 0)
    .sort((one, other) => other.days.length - one.days.length);
  return {
    lowest: series(lows, "onDemandMicros"),
    lowestSpot: series(lows, "spotMicros"),
    byProvider,
    live: liveLines(moves.onDemand),
    liveSpot: liveLines(moves.spot),
  };
}

function series(
  lows: readonly WeeklyLow[],
  column: "onDemandMicros" | "spotMicros",
): HistorySeries {
  const lowest = new Map<string, Micros>();
  for (const low of lows) {
    const price = low[column];
    if (price === null) continue;
    const day = toDay(low.weekOf);
    const known = lowest.get(day);
    if (known === undefined || price < known) lowest.set(day, price);
  }
  const days = [...lowest.keys()].sort();
  return { days, prices: days.map((day) => microsToDecimal(lowest.get(day) ?? 0n)) };
}

function liveLines(moves: readonly PriceMove[]): PriceHistory["live"] {
  const ids = [...new Set(moves.map((move) => move.providerId))].sort((one, other) =>
    providerName(one).localeCompare(providerName(other), "en"),
  );
  return ids.flatMap((providerId) => {
    const own = moves.filter((move) => move.providerId === providerId);
    return priceLine(own, EPOCH).map((point) => ({ providerId, ...point }));
  });
}
