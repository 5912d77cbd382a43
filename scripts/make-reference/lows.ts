import { normalizeGpu } from "../../lib/gpus/normalize-gpu";
import { microsFromDecimal } from "../../lib/money";
import type { CsvRow } from "./csv";
import { flawOf, medianOf, type Pricing } from "./flaws";
import { sourceIndexOf } from "./sources";

const mostLows = 20_000;
const dayMs = 86_400_000;
/** Monday, 1970-01-05: the first day of week 0. */
const firstMondayMs = 4 * dayMs;

/** The lowest prices of one GPU in one week. */
interface Low {
  week: number;
  onDemandMicros: number | null;
  spotMicros: number | null;
}

/** A provider's weekly lows of one model as one source tells them. */
export interface LowSeries {
  provider: string;
  modelId: string;
  source: number;
  lows: Low[];
}

/**
 * Weekly lows per provider and model since 2013. A list price that is only noted when it changes
 * stands until the next note of the same offer and region, at most until the source ends. At any
 * time one source speaks for a series: the one with most weeks, others only before and after it.
 * Every week somebody knew a price has a row, so a gap means "not known".
 */
export function weeklyLows(rows: readonly CsvRow[]): LowSeries[] {
  const usable = believable(rows.filter((row) => isWhole(row)));
  const bySeries = Map.groupBy(usable, (row) => [row.provider, row.modelId, row.source].join("|"));
  const ends = endOfSources(usable);
  const told = [...bySeries.values()].map((group) => seriesOf(group, ends));
  const byModel = Map.groupBy(told, ({ provider, modelId }) => `${provider}|${modelId}`);
  const chosen = [...byModel].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => all);
  const series = chosen.flatMap(oneVoice);
  const count = series.reduce((sum, { lows }) => sum + lows.length, 0);
  if (count > mostLows) throw new Error(`${count} weekly lows are more than ${mostLows}`);
  return series.filter(({ lows }) => lows.length > 0);
}

/** One history row that tells the price of a whole GPU. */
interface Note {
  provider: string;
  modelId: string;
  source: string;
  offer: string;
  isStanding: boolean;
  day: number;
  onDemandMicros: number | null;
  spotMicros: number | null;
}

function isWhole(row: CsvRow): boolean {
  const count = Number(row.gpu_count);
  return count >= 1 && Number.isInteger(count);
}

/** Reads the rows; a market price under a quarter of the family's middle that month is left out. */
function believable(rows: readonly CsvRow[]): Note[] {
  const notes = rows.flatMap(noteOf);
  const month = (note: Note) => `${note.modelId} ${Math.floor(note.day / 30)}`;
  const middles = new Map(
    [...Map.groupBy(notes, month)].map(([key, group]) => {
      return [key, medianOf(group.flatMap((note) => note.onDemandMicros ?? []))] as const;
    }),
  );
  return notes.filter((note) => {
    const low = Math.min(note.onDemandMicros ?? Infinity, (note.spotMicros ?? Infinity) * 2);
    return note.provider !== "vastai" || low >= (middles.get(month(note)) ?? 0) / 4;
  });
}

function noteOf(row: CsvRow): Note[] {
  const { provider = "", source = "", offer_name, region, gpu_count } = row;
  const memory = row.gpu_memory_gib ?? "";
  const gpu = normalizeGpu({
    spelling: row.gpu_model ?? "",
    memoryGb: memory === "" ? null : Number(memory),
  });
  if (gpu.kind !== "model" || gpu.partition) return [];
  const onDemandMicros = priceOf(row, "on-demand", row.on_demand_usd_per_gpu_hr);
  const spotMicros = priceOf(row, "spot", row.spot_usd_per_gpu_hr);
  if (onDemandMicros === null && spotMicros === null) return [];
  const offer = [offer_name, region, gpu_count].join("|");
  const day = Date.parse(row.date ?? "") / dayMs;
  const isStanding = row.kind === "change";
  const known = { provider, modelId: gpu.modelId, source, offer, isStanding, day };
  return [{ ...known, onDemandMicros, spotMicros }];
}

function priceOf(row: CsvRow, pricing: Pricing, text = ""): number | null {
  const micros = flawOf(row, pricing) ? null : microsFromDecimal(text);
  return micros !== null && micros > 0n ? Number(micros) : null;
}

function endOfSources(notes: readonly Note[]): Map<string, number> {
  const ends = new Map<string, number>();
  for (const { source, day } of notes) ends.set(source, Math.max(ends.get(source) ?? 0, day));
  return ends;
}

function seriesOf(notes: readonly Note[], ends: ReadonlyMap<string, number>): LowSeries {
  const lows = new Map<number, Low>();
  const byOffer = Map.groupBy(notes, (note) => note.offer);
  for (const [, group] of byOffer) {
    const sorted = group.sort((a, b) => a.day - b.day);
    sorted.forEach((note, at) => {
      const until = note.isStanding
        ? (sorted[at + 1]?.day ?? (ends.get(note.source) ?? note.day) + 1)
        : note.day + 1;
      const last = weekOf(Math.max(note.day, until - 1));
      for (let week = weekOf(note.day); week <= last; week++) lower(lows, week, note);
    });
  }
  const { provider = "", modelId = "", source = "" } = notes[0] ?? {};
  const sorted = [...lows.values()].sort((a, b) => a.week - b.week);
  return { provider, modelId, source: sourceIndexOf(source), lows: sorted };
}

function lower(lows: Map<number, Low>, week: number, note: Note): void {
  const low = lows.get(week) ?? { week, onDemandMicros: null, spotMicros: null };
  lows.set(week, {
    week,
    onDemandMicros: least(low.onDemandMicros, note.onDemandMicros),
    spotMicros: least(low.spotMicros, note.spotMicros),
  });
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** The source with most weeks speaks; the others add what lies before and after. */
function oneVoice(all: readonly LowSeries[]): LowSeries[] {
  const ranked = [...all].sort((a, b) => b.lows.length - a.lows.length || a.source - b.source);
  const spans: [number, number][] = [];
  const voices = ranked.map((series) => {
    const lows = series.lows.filter(
      ({ week }) => !spans.some(([from, to]) => week >= from && week <= to),
    );
    const [first, last] = [lows[0], lows.at(-1)];
    if (first && last) spans.push([first.week, last.week]);
    return { ...series, lows };
  });
  return voices.sort((a, b) => (a.lows[0]?.week ?? 0) - (b.lows[0]?.week ?? 0));
}

function weekOf(day: number): number {
  return Math.floor((day * dayMs - firstMondayMs) / (7 * dayMs));
}
