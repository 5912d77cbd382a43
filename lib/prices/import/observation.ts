import { divideHalfEven, type Micros, microsFromDecimal } from "@/lib/money";
import type { ResolvedGpu } from "../spelling-rules";
import type { Cells } from "./tables";

/** A price somebody saw at a moment, as it is stored. Prices are per hour. */
export interface Observation {
  readonly providerId: string;
  readonly offerName: string | null;
  readonly gpuSpelling: string;
  /** Null where nobody knows the spelling, and for what is no GPU. */
  readonly gpuModel: string | null;
  readonly isPartition: boolean;
  readonly gpuCount: number | null;
  readonly gpuMemoryGb: number | null;
  readonly vcpu: number | null;
  readonly ramGb: number | null;
  readonly diskGb: number | null;
  readonly region: string | null;
  readonly tier: string | null;
  readonly onDemandMicros: Micros | null;
  readonly spotMicros: Micros | null;
  readonly onDemandGpuMicros: Micros | null;
  readonly spotGpuMicros: Micros | null;
  /** Whether the price holds until the next observation of the same offer. */
  readonly isStanding: boolean;
  readonly observedAt: string;
  readonly source: string;
}

/** Why a row is not taken. */
export const rejections = [
  "columns",
  "no provider",
  "no GPU",
  "no price",
  "bad price",
  "bad number",
  "bad date",
] as const;
export type Rejection = (typeof rejections)[number];

/** Reads a spelling with its memory; given so that many rows share one reading. */
export type ReadGpu = (spelling: string, memoryGb: number | null) => ResolvedGpu;

/** A row of `offers.csv` and its like: prices of whole offers. */
export function readOffer(cells: Cells, readGpu: ReadGpu): Observation | Rejection {
  return readRow(cells, readGpu, {
    onDemand: cells.price_on_demand_usd_hr ?? "",
    spot: cells.price_spot_usd_hr ?? "",
    observedAt: cells.observed_at ?? "",
    source: cells.source_repo ?? "",
    isPerGpu: false,
    isStanding: false,
  });
}

/** A row of `history.csv` and its like: prices of one card, standing where only changes are noted. */
export function readHistory(cells: Cells, readGpu: ReadGpu): Observation | Rejection {
  return readRow(cells, readGpu, {
    onDemand: cells.on_demand_usd_per_gpu_hr ?? "",
    spot: cells.spot_usd_per_gpu_hr ?? "",
    observedAt: cells.date ?? "",
    source: cells.source ?? "",
    isPerGpu: true,
    isStanding: cells.kind === "change",
  });
}

interface Facts {
  readonly onDemand: string;
  readonly spot: string;
  readonly observedAt: string;
  readonly source: string;
  readonly isPerGpu: boolean;
  readonly isStanding: boolean;
}

function readRow(cells: Cells, readGpu: ReadGpu, facts: Facts): Observation | Rejection {
  const { provider = "", gpu_model = "" } = cells;
  if (provider === "") return "no provider";
  if (gpu_model === "") return "no GPU";
  if (facts.onDemand === "" && facts.spot === "") return "no price";
  const [onDemand, spot] = [readPrice(facts.onDemand), readPrice(facts.spot)];
  if (onDemand === "bad price" || spot === "bad price") return "bad price";
  const gpuCount = readNumber(cells.gpu_count);
  const gpuMemoryGb = readNumber(cells.gpu_memory_gib);
  if (gpuCount === "bad number" || gpuCount === 0) return "bad number";
  if (gpuMemoryGb === "bad number") return "bad number";
  const observedAt = readTime(facts.observedAt);
  if (observedAt === null) return "bad date";
  const gpu = readGpu(gpu_model, gpuMemoryGb);
  const isShare = gpuCount !== null && !Number.isInteger(gpuCount);
  const isPartition = isShare || (gpu.kind === "model" && gpu.partition !== null);
  const prices = (micros: Micros | null) => bothPrices(micros, { ...facts, gpuCount, isPartition });
  const [onDemandMicros, onDemandGpuMicros] = prices(onDemand);
  const [spotMicros, spotGpuMicros] = prices(spot);
  return {
    providerId: provider,
    offerName: cells.offer_name || null,
    gpuSpelling: gpu_model,
    gpuModel: gpu.kind === "model" ? gpu.modelId : null,
    isPartition,
    gpuCount,
    gpuMemoryGb,
    vcpu: readAmount(cells.vcpu),
    ramGb: readAmount(cells.ram_gib),
    diskGb: readAmount(cells.disk_gib),
    region: cells.region || null,
    tier: cells.tier || null,
    onDemandMicros,
    spotMicros,
    onDemandGpuMicros,
    spotGpuMicros,
    isStanding: facts.isStanding,
    observedAt,
    source: facts.source,
  };
}

/** The whole offer's price and that of one card; of a slice both are the slice's. */
function bothPrices(
  micros: Micros | null,
  { gpuCount, isPartition, isPerGpu }: { gpuCount: number | null; isPartition: boolean } & Facts,
): [whole: Micros | null, perGpu: Micros | null] {
  if (micros === null) return [null, null];
  if (gpuCount === null) return isPerGpu ? [micros, micros] : [micros, null];
  const cards = Number.isInteger(gpuCount) ? BigInt(gpuCount) : 1n;
  if (isPerGpu) return [micros * cards, micros];
  return [micros, isPartition && cards === 1n ? micros : divideHalfEven(micros, cards)];
}

/** Empty is not published; zero is a price, if none to believe. */
function readPrice(text: string): Micros | null | "bad price" {
  if (text === "") return null;
  const micros = microsFromDecimal(text);
  return micros === null || micros < 0n ? "bad price" : micros;
}

function readNumber(text = ""): number | null | "bad number" {
  if (text === "") return null;
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : "bad number";
}

/** Beside the GPU some sources write "24-30" or "variable": as good as nothing. */
function readAmount(text: string | undefined): number | null {
  const amount = readNumber(text);
  return amount === "bad number" ? null : amount;
}

const timePattern = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?$/;

/** A day, or a moment in UTC, as an ISO instant. */
function readTime(text: string): string | null {
  if (lastTime?.text !== text) lastTime = { text, time: parseTime(text) };
  return lastTime.time;
}

/** Rows of one list mostly share their time. */
let lastTime: { readonly text: string; readonly time: string | null } | undefined;

function parseTime(text: string): string | null {
  if (!timePattern.test(text)) return null;
  const isDay = text.length === 10;
  const time = new Date(isDay || text.endsWith("Z") ? text : `${text.replace(" ", "T")}Z`);
  const isReal =
    !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === text.slice(0, 10);
  return isReal ? time.toISOString() : null;
}
