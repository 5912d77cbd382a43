import { allGpus, type GpuModel } from "./catalog";
import { chooseModel, isNear } from "./choose-model";
import { type Reading, readSpelling } from "./read-spelling";

/** A slice of a card: never compared with whole cards. */
export interface Partition {
  readonly kind: "mig" | "fraction";
  /** The slice's own memory, where somebody said it. */
  readonly memoryGb: number | null;
}

export type NormalizedGpu =
  | { readonly kind: "model"; readonly modelId: string; readonly partition: Partition | null }
  | { readonly kind: "unknown"; readonly spelling: string };

export interface GpuSpelling {
  spelling: string;
  /** Memory of one GPU as the source says it, in GB or GiB. */
  memoryGb?: number | null;
  /** What the source says of the board elsewhere ("SXM5"); the spelling itself goes before it. */
  formFactorHint?: string | null;
}

/**
 * The canonical model behind a provider's spelling and memory, by rules: every word must be
 * understood and agree with the model found; a name that could mean two models, or says anything
 * unheard of, is unknown rather than guessed.
 */
export function normalizeGpu({ spelling, memoryGb, formFactorHint }: GpuSpelling): NormalizedGpu {
  const reading = readSpelling(spelling);
  if (!reading) return { kind: "unknown", spelling };
  const hintGb = memoryGb && Number.isFinite(memoryGb) && memoryGb > 0 ? memoryGb : null;
  const said = [...(hintGb ? [hintGb] : []), ...reading.memoriesGb, ...reading.bareNumbers];
  const model =
    chooseModel(withHint(reading, formFactorHint ?? null), said) ?? chooseModel(reading, said);
  if (!model || !explainsNumbers(model, reading)) return { kind: "unknown", spelling };
  return { kind: "model", modelId: model.id, partition: partitionOf(model, reading, hintGb) };
}

function withHint(reading: Reading, hint: string | null): Reading {
  if (hint === null || reading.forms.size > 0) return reading;
  return { ...reading, forms: readSpelling(hint)?.forms ?? reading.forms };
}

/**
 * A number without a unit must be the memory of such a card ("T4 (16)"); a memory above the card's
 * must be that of a richer build (up to 1.6 times) or the total of several.
 */
function explainsNumbers(model: GpuModel, reading: Reading): boolean {
  const siblings = allGpus().filter(
    (other) => other.family === model.family && !other.id.endsWith("-modded"),
  );
  const isMemory = reading.bareNumbers.every((size) =>
    siblings.some((other) => other.memoryGb === size),
  );
  return (
    isMemory && reading.memoriesGb.every((said) => isPossible(said / (model.memoryGb ?? said)))
  );
}

function isPossible(ratio: number): boolean {
  return ratio < 1.6 || Math.abs(ratio - Math.round(ratio)) < 0.07 * ratio;
}

/** Cards also sold with less memory than the catalogue says; much less than this is a slice. */
const smallestSoldGb: Readonly<Record<string, number>> = {
  a100: 40,
  v100: 16,
  p100: 12,
  "gtx-1060": 3,
  "rtx-2060": 6,
  "rtx-3050": 4,
  "rtx-3060": 8,
  "rtx-4060-ti": 8,
  "rtx-5060-ti": 8,
};

function partitionOf(model: GpuModel, reading: Reading, hintGb: number | null): Partition | null {
  const sliceGb = reading.migGb ?? hintGb ?? reading.vgpuGb ?? reading.memoriesGb[0] ?? null;
  if (reading.migGb !== null || reading.marks.has("mig")) return { kind: "mig", memoryGb: sliceGb };
  const wholeGb = smallestSoldGb[model.id] ?? model.memoryGb;
  if (reading.share !== null)
    return { kind: "fraction", memoryGb: sharedGb(reading, hintGb, wholeGb) };
  if (sliceGb === null || wholeGb === null) return null;
  const saysWhole = reading.memoriesGb.some((said) => isNear(wholeGb, said));
  const isSlice = sliceGb <= wholeGb * (saysWhole ? 0.45 : 0.6);
  return isSlice ? { kind: "fraction", memoryGb: sliceGb } : null;
}

function sharedGb(reading: Reading, hintGb: number | null, wholeGb: number | null): number | null {
  if (hintGb !== null && wholeGb !== null && hintGb < wholeGb * 0.9) return hintGb;
  return wholeGb === null ? null : wholeGb * (reading.share ?? 1);
}
