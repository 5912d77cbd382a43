import type { Micros } from "@/lib/money";
import type { PricingModel } from "@/lib/providers/contract";
import type { Rates } from "@/lib/rates/types";
import { type MarketOf, type ProviderMiddle, readMarkets } from "../market";
import { type ListRow, readPriceList } from "../price-list";
import { type HeldReason, judge } from "../quarantine";
import type { JudgedRow } from "./copy-rows";
import type { FileRow } from "./identify";

/** What is remembered of one offer under one pricing model while a file is read. */
interface Memory {
  readonly believed: Micros | null;
  /** The last price that was not believed, and the day it was said. */
  readonly doubted: { readonly micros: Micros; readonly day: string } | null;
}

/** Memories by `memoryKey`; the longest unused are forgotten first. */
export type Memories = Map<string, Memory>;

const MOST_MEMORIES = 200_000;

export function memoryKey(series: string, pricingModel: PricingModel): string {
  return `${series}/${pricingModel}`;
}

export interface Judging {
  readonly memories: Memories;
  /** What is known of the markets; where nothing is, the rows themselves have to tell. */
  readonly market: MarketOf | null;
  readonly rates: Rates;
}

/**
 * Judges rows of a file in their order: by the last believed price of the same offer, else by the
 * list it stands in (what one source said of one provider on one day), else by the market. A price
 * that was not believed is when the source says it again on a later day: so does the price list of a
 * provider that changed its prices, and no slip of one day.
 */
export function judgeRows(rows: readonly FileRow[], judging: Judging): JudgedRow[] {
  const { memories, rates } = judging;
  const prices = rows.map(pricesOf);
  const all = prices.flat();
  const market = once(() => judging.market ?? readMarkets(middlesOf(all)));
  const lists = once(() => readLists(all));
  return rows.map((row, at) => {
    const reasons = (prices[at] ?? []).map(reasonOf);
    return { ...row, heldReason: reasons.find((reason) => reason !== null) ?? null };
  });

  function reasonOf(price: FilePrice): HeldReason | null {
    const memory = memories.get(price.key);
    const past = memory?.believed ?? null;
    const { expected = null, kin = [] } =
      past === null ? (lists().get(price.list)?.(price) ?? {}) : {};
    const own = past === null ? market()(price.gpuModel, price.pricingModel) : null;
    const verdict = judge(price, { past, expected, kin, market: own }, rates);
    const reason = verdict?.reason ?? null;
    const isBelieved = reason === null || (reason !== "zero" && isSaidAgain(price, memory));
    remember(memories, price, isBelieved);
    return isBelieved ? null : reason;
  }
}

/** One price of a row. */
interface FilePrice {
  readonly key: string;
  readonly list: string;
  readonly day: string;
  readonly perHourMicros: Micros;
  readonly gpuCount: number;
  readonly providerId: string;
  readonly gpuModel: string | null;
  readonly pricingModel: PricingModel;
  readonly isWhole: boolean;
  readonly listRow: ListRow;
}

function pricesOf({ observation, series }: FileRow): FilePrice[] {
  const { onDemandMicros, spotMicros } = observation;
  return [
    ...(onDemandMicros === null ? [] : [toPrice("on-demand", onDemandMicros)]),
    ...(spotMicros === null ? [] : [toPrice("spot", spotMicros)]),
  ];

  function toPrice(pricingModel: PricingModel, perHourMicros: Micros): FilePrice {
    const { providerId, gpuModel, gpuSpelling, gpuCount, gpuMemoryGb, region } = observation;
    const isWhole = gpuModel !== null && gpuCount !== null && !observation.isPartition;
    const day = observation.observedAt.slice(0, 10);
    return {
      key: memoryKey(series, pricingModel),
      list: `${providerId}|${observation.source}|${day}`,
      day,
      perHourMicros,
      gpuCount: gpuCount ?? 1,
      providerId,
      gpuModel,
      pricingModel,
      isWhole,
      listRow: {
        offer: observation.offerName && `${observation.offerName}|${observation.tier}`,
        kind: `${gpuModel ?? gpuSpelling}|${isWhole ? "" : gpuMemoryGb}|${pricingModel}`,
        region,
        gpuCount: gpuCount ?? 1,
        micros: Number(perHourMicros),
      },
    };
  }
}

/** Most rows have a past, and then nobody asks what the rest lets expect. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function readLists(prices: readonly FilePrice[]) {
  const lists = Map.groupBy(prices, ({ list }) => list);
  return new Map(
    [...lists].map(([key, list]) => {
      const read = once(() => readPriceList(list.map(({ listRow }) => listRow)));
      return [key, ({ listRow }: FilePrice) => read()(listRow)] as const;
    }),
  );
}

function middlesOf(prices: readonly FilePrice[]): ProviderMiddle[] {
  const whole = prices.filter(({ isWhole }) => isWhole);
  return whole.map(({ gpuModel, pricingModel, providerId, listRow }) => ({
    gpuModel: gpuModel ?? "",
    pricingModel,
    providerId,
    micros: listRow.micros / listRow.gpuCount,
  }));
}

function isSaidAgain({ day, perHourMicros }: FilePrice, memory: Memory | undefined): boolean {
  if (!memory?.doubted || memory.doubted.day >= day) return false;
  const ratio = Number(perHourMicros) / Number(memory.doubted.micros);
  return ratio > 0.9 && ratio < 1.1;
}

function remember(memories: Memories, price: FilePrice, isBelieved: boolean): void {
  const { key, day, perHourMicros } = price;
  const believed = memories.get(key)?.believed ?? null;
  memories.delete(key);
  const doubted = { micros: perHourMicros, day };
  memories.set(
    key,
    isBelieved ? { believed: perHourMicros, doubted: null } : { believed, doubted },
  );
  if (memories.size <= MOST_MEMORIES) return;
  const [oldest] = memories.keys();
  if (oldest !== undefined) memories.delete(oldest);
}
