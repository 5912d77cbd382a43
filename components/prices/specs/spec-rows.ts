import type { GpuModel } from "@/lib/gpus/catalog";

/** The figures of a data sheet, in the order of the columns. */
export const specColumns = [
  "memoryGb",
  "memoryBandwidthGbs",
  "fp8TensorTflops",
  "fp16TensorTflops",
  "fp32Tflops",
  "tdpWatts",
  "releaseYear",
] as const;
export type SpecColumn = (typeof specColumns)[number];

/** What the table shows of a GPU. */
export type SpecRow = Pick<GpuModel, "id" | "name" | "vendor" | SpecColumn>;

/** Leaves out of a model what the table does not show. */
export function toSpecRow({ id, name, vendor, ...gpu }: GpuModel): SpecRow {
  return {
    id,
    name,
    vendor,
    memoryGb: gpu.memoryGb,
    memoryBandwidthGbs: gpu.memoryBandwidthGbs,
    fp8TensorTflops: gpu.fp8TensorTflops,
    fp16TensorTflops: gpu.fp16TensorTflops,
    fp32Tflops: gpu.fp32Tflops,
    tdpWatts: gpu.tdpWatts,
    releaseYear: gpu.releaseYear,
  };
}

export interface SpecOrder {
  readonly by: SpecColumn | "name";
  readonly direction: "ascending" | "descending";
}

/** Rows in an order; what nobody published comes last either way. */
export function sortSpecs(rows: readonly SpecRow[], { by, direction }: SpecOrder): SpecRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  return rows.toSorted((one, other) => {
    if (by === "name") return sign * byName(one, other);
    const [a, b] = [one[by], other[by]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (a - b) || byName(one, other);
  });
}

function byName(one: SpecRow, other: SpecRow): number {
  return one.name.localeCompare(other.name, "en", { numeric: true });
}
