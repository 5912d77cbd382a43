import specs from "./specs.json";

/** A canonical chip and what its maker says of it. A fact nobody published is null, never guessed. */
export interface GpuModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly vendor: string;
  readonly architecture: string | null;
  readonly memoryGb: number | null;
  readonly memoryType: string | null;
  readonly memoryBandwidthGbs: number | null;
  readonly fp32Tflops: number | null;
  readonly fp16TensorTflops: number | null;
  readonly fp8TensorTflops: number | null;
  readonly tdpWatts: number | null;
  readonly formFactor: string | null;
  readonly releaseYear: number | null;
  readonly busInterface: string | null;
  readonly interconnectGbs: number | null;
  readonly source: string | null;
}

const unknownSpec = {
  architecture: null,
  memoryGb: null,
  memoryType: null,
  memoryBandwidthGbs: null,
  fp32Tflops: null,
  fp16TensorTflops: null,
  fp8TensorTflops: null,
  tdpWatts: null,
  formFactor: null,
  releaseYear: null,
  busInterface: null,
  interconnectGbs: null,
  source: null,
};

const models: readonly GpuModel[] = specs.map((spec) => ({ ...unknownSpec, ...spec }));
const byId: ReadonlyMap<string, GpuModel> = new Map(models.map((model) => [model.id, model]));

/**
 * The ten GPUs a visitor most likely came for, in the order the front page shows them: of the
 * families still sold new, those that most providers of the reference snapshot of 2026-08 offer
 * (H100 46, A100 42, H200 32, B200 27, L40S 24, RTX PRO 6000 23, B300 17, L4 14, RTX 4090 11,
 * RTX 5090 9). An id without form factor stands for its variants too, see `variantsOf`.
 */
export const MOST_WANTED = [
  "h100-sxm",
  "h200",
  "b200",
  "a100-80gb",
  "b300",
  "l40s",
  "rtx-pro-6000",
  "rtx-4090",
  "rtx-5090",
  "l4",
] as const;

/** Where a model stands among the most wanted, from 0; behind them all where it does not. */
export function wantedPlace(id: string): number {
  const wanted: readonly string[] = MOST_WANTED;
  const place = wanted.indexOf(id);
  return place === -1 ? wanted.length : place;
}

/** The model of this id, or null. */
export function findGpu(id: string): GpuModel | null {
  return byId.get(id) ?? null;
}

/** Every known model, sorted by id. */
export function allGpus(): readonly GpuModel[] {
  return models;
}

/**
 * The model itself and those that say the same and more: "a100-80gb" covers "a100-sxm-80gb" and
 * "a100-pcie-80gb". Sources that name no form factor and those that do meet here.
 */
export function variantsOf(id: string): readonly GpuModel[] {
  const model = byId.get(id);
  if (!model) return [];
  const words = id.split("-");
  return models.filter((other) => {
    if (other.family !== model.family || other.id.endsWith("-modded")) return other.id === id;
    const otherWords = new Set(other.id.split("-"));
    return words.every((word) => otherWords.has(word));
  });
}
