import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { divideHalfEven, type Micros } from "@/lib/money";

/** An offer somebody saw on a day; never live, never launchable. */
export interface ReferenceOffer {
  readonly providerId: string;
  readonly providerName: string;
  /** Our slug of the model, or null where nobody knows which one the spelling means. */
  readonly modelId: string | null;
  readonly spelling: string;
  /** A slice of a card is never compared with whole cards. */
  readonly partition: "mig" | "fraction" | null;
  readonly gpuCount: number;
  readonly gpuMemoryGb: number | null;
  readonly vcpu: number | null;
  readonly ramGib: number | null;
  readonly diskGib: number | null;
  readonly region: string | null;
  readonly offerName: string | null;
  /** "secure", "community", "marketplace", "serverless" where the source says so. */
  readonly tier: string | null;
  readonly pricingModel: "on-demand" | "spot";
  /** The whole offer, all its GPUs. */
  readonly pricePerHourMicros: Micros;
  /** One whole GPU; of a slice, the slice itself. */
  readonly pricePerGpuHourMicros: Micros;
  /** The day it was seen, YYYY-MM-DD. */
  readonly observedOn: string;
  readonly sourceIndex: number;
}

/** The lowest prices per GPU and hour a provider had for a model in one week. */
export interface ReferenceLow {
  readonly providerId: string;
  readonly providerName: string;
  readonly modelId: string;
  /** The Monday of the week, YYYY-MM-DD. */
  readonly weekOf: string;
  readonly onDemandMicros: Micros | null;
  readonly spotMicros: Micros | null;
  readonly sourceIndex: number;
}

/** Where facts of the snapshot were read; rows name it by its place in the list. */
export type ReferenceSource = z.infer<typeof sourceSchema>;

export interface ReferenceSnapshot {
  readonly offers: ReferenceOffer[];
  readonly lows: ReferenceLow[];
  readonly sources: ReferenceSource[];
}

const whole = z.int().nonnegative();
const micros = z.int().positive();
const amounts = z.array(z.number().nonnegative().nullable());
const day = z.iso.date();

const sourceSchema = z.object({
  name: z.string(),
  url: z.url(),
  licence: z.string(),
  usedFor: z.string(),
  attribution: z.string().optional(),
  firstOn: day.nullable(),
  lastOn: day.nullable(),
});

const offersSchema = z.object({
  format: z.literal("reference-offers/1"),
  texts: z.array(z.string()),
  columns: z.object({
    provider: z.array(whole),
    model: z.array(whole),
    spelling: z.array(whole),
    partition: z.array(whole),
    region: z.array(whole),
    name: z.array(whole),
    tier: z.array(whole),
    pricing: z.array(whole),
    observedOn: z.array(whole),
    gpuCount: z.array(z.number().positive()),
    gpuMemoryGb: amounts,
    vcpu: amounts,
    ramGib: amounts,
    diskGib: amounts,
    priceMicros: z.array(micros),
    source: z.array(whole),
  }),
});

const lowsSchema = z.object({
  format: z.literal("reference-lows/1"),
  series: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      source: whole,
      firstWeek: whole,
      steps: z.array(whole),
      onDemandMicros: z.array(micros.nullable()),
      spotMicros: z.array(micros.nullable()),
    }),
  ),
});

const namesSchema = z.record(z.string(), z.string());
const partitionSchema = z.enum(["mig", "fraction"]).nullable();
const pricingSchema = z.enum(["on-demand", "spot"]);

/**
 * Reads the committed reference prices from their folder.
 *
 * `offers.json`: one array per column, all of the same length; texts are places in `texts`, an
 * empty text is "not published"; `priceMicros` is the whole offer per hour.
 * `weekly-lows.json`: one entry per provider, model and source; `steps` are weeks since the entry
 * before (0 for the first), counted from `firstWeek`, weeks counted from Monday 1970-01-05;
 * prices are micro-dollars per GPU and hour, an empty `spotMicros` means none in the series.
 * `sources.json` and `providers.json`: what they look like.
 */
export function readReferenceSnapshot(dir: string): ReferenceSnapshot {
  const names = namesSchema.parse(readJson(dir, "providers.json"));
  return {
    offers: readOffers(offersSchema.parse(readJson(dir, "offers.json")), names),
    lows: readLows(lowsSchema.parse(readJson(dir, "weekly-lows.json")), names),
    sources: z.array(sourceSchema).parse(readJson(dir, "sources.json")),
  };
}

function readJson(dir: string, file: string): unknown {
  return JSON.parse(readFileSync(join(dir, file), "utf8"));
}

type Names = Readonly<Record<string, string>>;

function readOffers(
  { texts, columns }: z.infer<typeof offersSchema>,
  names: Names,
): ReferenceOffer[] {
  return columns.provider.map((place, at) => {
    const text = (column: readonly number[]) => texts[column[at] ?? -1] || null;
    const providerId = texts[place] ?? "";
    const gpuCount = columns.gpuCount[at] ?? 1;
    const partition = partitionSchema.parse(text(columns.partition));
    const pricePerHourMicros = BigInt(columns.priceMicros[at] ?? 0);
    return {
      providerId,
      providerName: names[providerId] ?? providerId,
      modelId: text(columns.model),
      spelling: text(columns.spelling) ?? "",
      partition,
      gpuCount,
      gpuMemoryGb: columns.gpuMemoryGb[at] ?? null,
      vcpu: columns.vcpu[at] ?? null,
      ramGib: columns.ramGib[at] ?? null,
      diskGib: columns.diskGib[at] ?? null,
      region: text(columns.region),
      offerName: text(columns.name),
      tier: text(columns.tier),
      pricingModel: pricingSchema.parse(text(columns.pricing)),
      pricePerHourMicros,
      pricePerGpuHourMicros: perGpu(pricePerHourMicros, gpuCount),
      observedOn: day.parse(text(columns.observedOn)),
      sourceIndex: columns.source[at] ?? 0,
    };
  });
}

/** Counts below one are slices; their price is already that of the slice. */
function perGpu(pricePerHourMicros: Micros, gpuCount: number): Micros {
  return gpuCount > 1 && Number.isInteger(gpuCount)
    ? divideHalfEven(pricePerHourMicros, BigInt(gpuCount))
    : pricePerHourMicros;
}

function readLows({ series }: z.infer<typeof lowsSchema>, names: Names): ReferenceLow[] {
  return series.flatMap((one) => {
    let week = one.firstWeek;
    return one.steps.map((step, at) => {
      week += step;
      return {
        providerId: one.provider,
        providerName: names[one.provider] ?? one.provider,
        modelId: one.model,
        weekOf: mondayOf(week),
        onDemandMicros: toMicros(one.onDemandMicros[at]),
        spotMicros: toMicros(one.spotMicros[at]),
        sourceIndex: one.source,
      };
    });
  });
}

const firstMonday = Date.UTC(1970, 0, 5);
const weekMs = 7 * 86_400_000;

function mondayOf(week: number): string {
  return new Date(firstMonday + week * weekMs).toISOString().slice(0, 10);
}

function toMicros(value: number | null | undefined): Micros | null {
  return value === null || value === undefined ? null : BigInt(value);
}
