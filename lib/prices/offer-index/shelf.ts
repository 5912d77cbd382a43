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
  /** Rows by what can be looked for in words. */
  readonly words: Posting;
  readonly perGpuHour: Float64Array;
  readonly perTflop: Float64Array;
  readonly perGb: Float64Array;
  readonly observedMs: Float64Array;
  /** The oldest of `observedMs`; infinite on an empty shelf. */
  readonly oldestMs: number;
  /** Sets of the cheapest rows, each `step` rows larger than the one before. */
  readonly cheapest: { readonly step: number; readonly sets: readonly Bits[] };
  /** Row numbers in ascending order of a figure; rows without it are last. */
  readonly orders: Readonly<Record<Ordered, Uint32Array>>;
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
  const names = [...new Set(stocks.map((stock) => stock.providerName))].sort((one, other) =>
    one.localeCompare(other, "en"),
  );
  const place = new Map(names.map((name, index) => [name, index]));
  const order = (figures: Float64Array) => orderOf(figures, perGpuHour);
  const price = order(perGpuHour);
  return {
    size,
    rows,
    oldestMs: observedMs.reduce((oldest, at) => Math.min(oldest, at), Number.POSITIVE_INFINITY),
    cheapest: cheapestSets(price),
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
    words: post(stocks, wordsOf),
    orders: {
      price,
      machine: order(column((stock) => stock.perHour)),
      tflop: order(perTflop),
      gb: order(perGb),
      vram: order(column((stock) => stock.memoryGb)),
      provider: order(column((stock) => place.get(stock.providerName) ?? null)),
      newest: order(observedMs.map((at) => -at)),
    },
  };
}

function per(stock: Stock, amount: number | null | undefined): number | null {
  return amount ? stock.perGpuHour / amount : null;
}

/** Strangers rent out community machines; for all others the provider itself vouches. */
function tierKind(tier: string | null): "secure" | "community" {
  return /community|marketplace|unverified/i.test(tier ?? "") ? "community" : "secure";
}

/** What an offer is found by: its GPU and its provider, in one word of letters and digits. */
function wordsOf({ modelId, providerName }: Stock): string {
  const gpu = findGpu(modelId);
  return `${compact(gpu?.name ?? modelId)} ${compact(gpu?.vendor ?? "")} ${compact(providerName)}`;
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

/** Ascending by a figure, then by price, then as the rows came; rows without the figure last. */
function orderOf(figures: Float64Array, prices: Float64Array): Uint32Array {
  const known = (row: number) => {
    const figure = figures[row] ?? Number.NaN;
    return Number.isNaN(figure) ? Number.POSITIVE_INFINITY : figure;
  };
  return Uint32Array.from(figures.keys()).sort((one, other) => {
    const [a, b] = [known(one), known(other)];
    if (a !== b) return a < b ? -1 : 1;
    return (prices[one] ?? 0) - (prices[other] ?? 0) || one - other;
  });
}
