import { join } from "node:path";
import { normalizeGpu } from "@/lib/gpus/normalize-gpu";
import { median } from "@/lib/math";
import { type Micros, microsFromDecimal } from "@/lib/money";
import { type ProviderMiddle, readMarkets } from "@/lib/prices/market";
import { type ListRow, readPriceList } from "@/lib/prices/price-list";
import type { Evidence, JudgedPrice } from "@/lib/prices/quarantine";
import type { PricingModel } from "@/lib/providers/contract";
import { type CsvRow, readCsv } from "@/scripts/make-reference/csv";

/** A price of the collected tables, with what the product knows of it before it is judged. */
export interface CollectedPrice {
  readonly price: JudgedPrice;
  readonly evidence: Evidence;
}

const folder = join(process.env.SHARED_DIR ?? "../shared", "prices");

/** Every price of `offers.csv`, each with its dated past before that moment. */
export function collectedPrices(): CollectedPrice[] {
  const rows = readCsv(join(folder, "offers.csv")).flatMap(pricesOf);
  const past = pastOf(readCsv(join(folder, "offers_dated.csv.gz")).flatMap(pricesOf));
  const market = readMarkets(middlesOf(rows));
  const lists = new Map(
    [...Map.groupBy(rows, ({ provider }) => provider)].map(([provider, list]) => {
      return [provider, readPriceList(list.map(({ listRow }) => listRow))] as const;
    }),
  );
  return rows.map((row) => ({
    price: { perHourMicros: row.micros, gpuCount: row.listRow.gpuCount, isWhole: row.isWhole },
    evidence: {
      past: past(row),
      market: market(row.gpuModel, row.pricingModel),
      expected: null,
      kin: [],
      ...lists.get(row.provider)?.(row.listRow),
    },
  }));
}

interface Row {
  readonly provider: string;
  readonly series: string;
  readonly at: string;
  readonly micros: Micros;
  readonly gpuModel: string | null;
  readonly pricingModel: PricingModel;
  readonly isWhole: boolean;
  readonly listRow: ListRow;
}

function pricesOf(row: CsvRow): Row[] {
  const columns = [
    ["on-demand", row.price_on_demand_usd_hr],
    ["spot", row.price_spot_usd_hr],
  ] as const;
  return columns.flatMap(([pricingModel, text = ""]) => {
    const micros = microsFromDecimal(text);
    return micros === null ? [] : [toRow(row, pricingModel, micros)];
  });
}

function toRow(row: CsvRow, pricingModel: "on-demand" | "spot", micros: Micros): Row {
  const { provider = "", offer_name = "", gpu_model = "", gpu_memory_gib = "" } = row;
  const memoryGb = gpu_memory_gib === "" ? null : Number(gpu_memory_gib);
  const gpu = normalizeGpu({ spelling: gpu_model, memoryGb });
  const gpuModel = gpu.kind === "model" ? gpu.modelId : null;
  const count = Number(row.gpu_count);
  const isWhole =
    count >= 1 && Number.isInteger(count) && gpu.kind === "model" && gpu.partition === null;
  const { region = "", tier = "", source_repo = "", gpu_count = "" } = row;
  const kind = [gpuModel, isWhole ? "" : gpu_memory_gib, pricingModel].join("|");
  return {
    provider,
    series: [
      provider,
      offer_name,
      gpu_model,
      gpu_memory_gib,
      gpu_count,
      region,
      tier,
      source_repo,
      pricingModel,
    ].join("|"),
    at: row.observed_at ?? "",
    micros,
    gpuModel,
    pricingModel,
    isWhole,
    listRow: {
      offer: offer_name || null,
      kind,
      region,
      gpuCount: count > 0 ? count : 1,
      micros: Number(micros),
    },
  };
}

/** The last price of the same series before a row's own moment. */
function pastOf(dated: readonly Row[]): (row: Row) => Micros | null {
  const series = Map.groupBy(dated, (row) => row.series);
  return (row) => {
    const before = (series.get(row.series) ?? []).filter(({ at }) => at < row.at);
    const last = before.reduce<Row | null>(
      (best, one) => (!best || one.at >= best.at ? one : best),
      null,
    );
    return last?.micros ?? null;
  };
}

function middlesOf(rows: readonly Row[]): ProviderMiddle[] {
  const whole = rows.filter(({ isWhole, gpuModel }) => isWhole && gpuModel !== null);
  const groups = Map.groupBy(whole, (row) => `${row.gpuModel}|${row.pricingModel}|${row.provider}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const perGpu = group.map(({ micros, listRow }) => Number(micros) / listRow.gpuCount);
    const { gpuModel, pricingModel, provider } = first;
    return [
      { gpuModel: gpuModel ?? "", pricingModel, providerId: provider, micros: median(perGpu) },
    ];
  });
}
