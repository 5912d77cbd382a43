import type { ComparedGpu } from "@/lib/market/types";
import { divideHalfEven, microsFromDecimal, microsToDecimal } from "@/lib/money";
import { areas } from "@/lib/prices/types";

export type CompareCell =
  | { readonly kind: "price"; readonly value: string; readonly isDated: boolean }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "none" };

/** One fact of every GPU. `label` and `unit` are the last parts of message keys. */
export interface CompareRow {
  readonly label: string;
  readonly unit: string | null;
  readonly cells: readonly CompareCell[];
  /** Which cells are the best of the row; none where best means nothing or all are alike. */
  readonly best: readonly boolean[];
  readonly isSame: boolean;
}

export interface CompareGroup {
  readonly label: "price" | "value" | "spec" | "areas";
  readonly rows: readonly CompareRow[];
}

type Direction = "low" | "high" | null;
type Reader = (gpu: ComparedGpu) => CompareCell;

/** What is compared, in groups. A fact that is known of none of the GPUs makes no row. */
export function compareGroups(gpus: readonly ComparedGpu[]): CompareGroup[] {
  const row = (label: string, read: Reader, best: Direction = null, unit: string | null = null) =>
    buildRow(gpus.map(read), { label, best, unit });
  const groups: CompareGroup[] = [
    {
      label: "price",
      rows: [
        row("onDemand", onDemandOf, "low"),
        row("spot", ({ spot }) => price(spot?.pricePerGpuHour), "low"),
        row("providers", ({ providerCount }) => number(providerCount), "high"),
      ],
    },
    {
      label: "value",
      rows: [
        row("perTflop", (one) => perUnit(one, one.gpu.fp16TensorTflops), "low"),
        row("perGb", (one) => perUnit(one, one.gpu.memoryGb), "low"),
      ],
    },
    {
      label: "spec",
      rows: [
        row("vendor", ({ gpu }) => text(gpu.vendor)),
        row("architecture", ({ gpu }) => text(gpu.architecture)),
        row("memory", ({ gpu }) => number(gpu.memoryGb), "high", "gigabytes"),
        row("memoryType", ({ gpu }) => text(gpu.memoryType)),
        row("bandwidth", ({ gpu }) => number(gpu.memoryBandwidthGbs), "high", "perSecond"),
        row("fp8", ({ gpu }) => number(gpu.fp8TensorTflops), "high", "tflops"),
        row("fp16", ({ gpu }) => number(gpu.fp16TensorTflops), "high", "tflops"),
        row("fp32", ({ gpu }) => number(gpu.fp32Tflops), "high", "tflops"),
        row("interconnect", ({ gpu }) => number(gpu.interconnectGbs), "high", "perSecond"),
        row("power", ({ gpu }) => number(gpu.tdpWatts), "low", "watts"),
        row("form", ({ gpu }) => text(gpu.formFactor)),
        row("bus", ({ gpu }) => text(gpu.busInterface)),
        row("year", ({ gpu }) => text(gpu.releaseYear === null ? null : String(gpu.releaseYear))),
      ],
    },
    {
      label: "areas",
      rows: areas.map((area) =>
        row(
          area,
          (one) => price(one.areas.find((each) => each.area === area)?.onDemand?.pricePerGpuHour),
          "low",
        ),
      ),
    },
  ];
  return groups
    .map(({ label, rows }) => ({ label, rows: rows.filter(isKnown) }))
    .filter(({ rows }) => rows.length > 0);
}

const isKnown = ({ cells }: CompareRow) => cells.some(({ kind }) => kind !== "none");

function buildRow(
  cells: readonly CompareCell[],
  { best, ...names }: { readonly label: string; readonly unit: string | null; best: Direction },
): CompareRow {
  const isSame = new Set(cells.map((cell) => JSON.stringify(cell))).size === 1;
  const figures = cells.map(figureOf);
  const known = figures.filter((figure) => figure !== null);
  const top = best === "low" ? Math.min(...known) : Math.max(...known);
  const isContest = best !== null && !isSame && known.length > 1;
  return { ...names, cells, isSame, best: figures.map((figure) => isContest && figure === top) };
}

/** Only prices of now take part in a contest. */
function figureOf(cell: CompareCell): number | null {
  if (cell.kind === "number") return cell.value;
  return cell.kind === "price" && !cell.isDated ? Number(cell.value) : null;
}

function onDemandOf({ cheapest }: ComparedGpu): CompareCell {
  return price(cheapest?.pricePerGpuHour, cheapest?.kind === "reference");
}

function perUnit({ cheapest }: ComparedGpu, units: number | null): CompareCell {
  const micros = cheapest && microsFromDecimal(cheapest.pricePerGpuHour);
  if (!micros || !units) return { kind: "none" };
  const each = divideHalfEven(micros * 1_000n, BigInt(Math.round(units * 1_000)));
  return price(microsToDecimal(each), cheapest.kind === "reference");
}

function price(value: string | null | undefined, isDated = false): CompareCell {
  return value ? { kind: "price", value, isDated } : { kind: "none" };
}

function number(value: number | null): CompareCell {
  return value === null ? { kind: "none" } : { kind: "number", value };
}

function text(value: string | null): CompareCell {
  return value === null ? { kind: "none" } : { kind: "text", value };
}
