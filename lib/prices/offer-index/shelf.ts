import { findGpu } from "@/lib/gpus/catalog";
import type { FacetName } from "../schema";
import { addBit, type Bits, emptyBits } from "./bits";

/** What the index knows of one offer, live or dated. */
export interface Stock {
  readonly providerId: string;
  readonly providerName: string;
  readonly modelId: string;
  readonly gpuCount: number;
  readonly memoryGb: number | null;
  readonly area: string | null;
  readonly pricingModel: string;
  readonly tier: string | null;
  readonly availability: string;
  /** Micro-dollars. */
  readonly perGpuHour: number;
  readonly perHour: number;
  /** When the price was true, in ms. */
  readonly observedMs: number;
}

/** Offers of one kind that may be compared with each other, in columns. */
export interface Shelf<Row> {
  readonly size: number;
  readonly rows: readonly Row[];
  /** For each filter its values and the rows that have them. */
  readonly postings: Readonly<Record<FacetName, Posting>>;
  /** What each model and provider is found by, in letters and digits alone. */
  readonly names: Readonly<Record<"model" | "provider", ReadonlyMap<string, string>>>;
  readonly perGpuHour: Float64Array;
  readonly perTflop: Float64Array;
  readonly perGb: Float64Array;
  readonly observedMs: Float64Array;
  /** The oldest of `observedMs`; infinite on an empty shelf. */
  readonly oldestMs: number;
  /** Sets of the cheapest rows, each `step` rows larger than the one before. */
  readonly cheapest: { readonly step: number; readonly sets: readonly Bits[] };
  /** Row numbers from the cheapest to the dearest. */
  readonly byPrice: Uint32Array;
  /** Row numbers in the order of a figure; rows without it are last, equal ones by price. */
  order(by: Ordered, direction: "asc" | "desc"): Uint32Array;
}

export type Ordered = "price" | "machine" | "tflop" | "gb" | "vram" | "provider" | "newest";

/** The values of one filter: rows by value, and for each row which value it has (0 is none). */
export interface Posting {
  readonly values: readonly string[];
  readonly rows: ReadonlyMap<string, Bits>;
  readonly codes: Uint16Array;
}

/** Builds the columns of offers that may be compared with each other. */
export function buildShelf<Row>(rows: readonly Row[], stockOf: (row: Row) => Stock): Shelf<Row> {
  const stocks = rows.map(stockOf);
  const size = rows.length;
  const column = (figure: (stock: Stock) => number | null) =>
    Float64Array.from(stocks, (stock) => figure(stock) ?? Number.NaN);
  const perGpuHour = column((stock) => stock.perGpuHour);
  const perTflop = column((stock) => per(stock, findGpu(stock.modelId)?.fp16TensorTflops));
  const perGb = column((stock) => per(stock, stock.memoryGb));
  const observedMs = column((stock) => stock.observedMs);
  const names = namesOf(stocks);
  const places = [...names.provider]
    .sort(([, one], [, other]) => one.localeCompare(other, "en"))
    .map(([id]) => id);
  const place = new Map(places.map((id, index) => [id, index]));
  const figures: Readonly<Record<Ordered, () => Float64Array>> = {
    price: () => perGpuHour,
    machine: () => column((stock) => stock.perHour),
    tflop: () => perTflop,
    gb: () => perGb,
    vram: () => column((stock) => stock.memoryGb),
    provider: () => column((stock) => place.get(stock.providerId) ?? null),
    newest: () => observedMs.map((at) => -at),
  };
  const orders = new Map<string, Uint32Array>();
  const order = (by: Ordered, direction: "asc" | "desc") => {
    const key = `${by} ${direction}`;
    const made = orders.get(key) ?? orderOf(figures[by](), { prices: perGpuHour, direction });
    orders.set(key, made);
    return made;
  };
  const byPrice = order("price", "asc");
  return {
    size,
    rows,
    oldestMs: observedMs.reduce((oldest, at) => Math.min(oldest, at), Number.POSITIVE_INFINITY),
    cheapest: cheapestSets(byPrice),
    byPrice,
    names,
    order,
    perGpuHour,
    perTflop,
    perGb,
    observedMs,
    postings: {
      model: post(stocks, (stock) => stock.modelId),
      vendor: post(stocks, (stock) => findGpu(stock.modelId)?.vendor ?? null),
      vram: post(stocks, (stock) => stock.memoryGb && String(Math.round(stock.memoryGb))),
      count: post(stocks, (stock) => String(stock.gpuCount)),
      area: post(stocks, (stock) => stock.area),
      pricing: post(stocks, (stock) => stock.pricingModel),
      tier: post(stocks, (stock) => tierKind(stock.tier)),
      availability: post(stocks, (stock) => stock.availability),
      provider: post(stocks, (stock) => stock.providerId),
    },
  };
}

function per(stock: Stock, amount: number | null | undefined): number | null {
  return amount ? stock.perGpuHour / amount : null;
}

/** Who stands behind the machine, where the provider tells the two apart. */
function tierKind(tier: string | null): "secure" | "community" | null {
  if (tier === null) return null;
  if (/community|marketplace|unverified/i.test(tier)) return "community";
  return /secure|verified|datacenter/i.test(tier) ? "secure" : null;
}

function namesOf(stocks: readonly Stock[]) {
  const model = new Map<string, string>();
  const provider = new Map<string, string>();
  for (const { modelId, providerId, providerName } of stocks) {
    if (!model.has(modelId)) {
      const gpu = findGpu(modelId);
      model.set(modelId, compact(`${gpu?.vendor ?? ""} ${gpu?.name ?? modelId}`));
    }
    if (!provider.has(providerId)) provider.set(providerId, compact(providerName));
  }
  return { model, provider };
}

/** Lower case without spaces and signs, so that "rtx4090" finds "RTX 4090". */
export function compact(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function post(stocks: readonly Stock[], read: (stock: Stock) => string | null | 0): Posting {
  const rows = new Map<string, Bits>();
  const codeOf = new Map<string, number>();
  const codes = new Uint16Array(stocks.length);
  stocks.forEach((stock, row) => {
    const value = read(stock);
    if (!value) return;
    const code = codeOf.get(value) ?? codeOf.size + 1;
    codeOf.set(value, code);
    codes[row] = code;
    const bits = rows.get(value) ?? emptyBits(stocks.length);
    rows.set(value, bits);
    addBit(bits, row);
  });
  return { values: [...codeOf.keys()], rows, codes };
}

const STEPS = 64;

/** The cheapest 1/64 of the rows, the cheapest 2/64, and so on: where a ceiling begins to look. */
function cheapestSets(price: Uint32Array): Shelf<unknown>["cheapest"] {
  const step = Math.max(1, Math.ceil(price.length / STEPS));
  const sets: Bits[] = [];
  const bits = emptyBits(price.length);
  price.forEach((row, at) => {
    addBit(bits, row);
    if ((at + 1) % step === 0) sets.push(bits.slice());
  });
  return { step, sets };
}

/** By a figure, then by price, then as the rows came; rows without the figure last. */
function orderOf(
  figures: Float64Array,
  { prices, direction }: { readonly prices: Float64Array; readonly direction: "asc" | "desc" },
): Uint32Array {
  const sign = direction === "asc" ? 1 : -1;
  const known = (row: number) => {
    const figure = figures[row] ?? Number.NaN;
    return Number.isNaN(figure) ? Number.POSITIVE_INFINITY : sign * figure;
  };
  return Uint32Array.from(figures.keys()).sort((one, other) => {
    const [a, b] = [known(one), known(other)];
    if (a !== b) return a < b ? -1 : 1;
    return (prices[one] ?? 0) - (prices[other] ?? 0) || one - other;
  });
}
