import type { ChartPoint } from "./history-points";

/** The part of time and money a drawing shows; its corners are 0 and 100 both ways. */
export interface Extent {
  readonly fromMs: number;
  readonly toMs: number;
  /** The price at the upper edge; the lower edge is 0. */
  readonly top: number;
}

type Line = "demand" | "spot";

const FEW_TICKS = 4;
const steps = [1, 2, 2.5, 5, 10] as const;

/** Round prices from 0 up to one that no drawn price exceeds, evenly apart. */
export function priceTicks(top: number): number[] {
  const rough = (top > 0 ? top : 1) / FEW_TICKS;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = (steps.find((one) => one * scale >= rough) ?? 10) * scale;
  const count = Math.max(1, Math.ceil((top > 0 ? top : 1) / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** How far from the left a moment is drawn, 0 to 100. */
export function across({ fromMs, toMs }: Extent, atMs: number): number {
  return toMs > fromMs ? round(((atMs - fromMs) / (toMs - fromMs)) * 100) : 0;
}

/** How far from the upper edge a price is drawn, 0 to 100. */
export function down({ top }: Extent, price: number): number {
  return round(100 - (price / top) * 100);
}

/** A price's course as an SVG path: each price stands until the next one; gaps stay open. */
export function stepPath(points: readonly ChartPoint[], line: Line, extent: Extent): string {
  const runs = runsOf(points, (point) => point[line]);
  return runs.map((run) => `M${steppedThrough(run, extent)}`).join("");
}

/** The area between the lows and the highs of days, as an SVG path. */
export function bandPath(points: readonly ChartPoint[], line: Line, extent: Extent): string {
  const span = line === "demand" ? "demandSpan" : "spotSpan";
  const highs = runsOf(points, (point) => point[span]?.[1] ?? null);
  const lows = runsOf(points, (point) => point[span]?.[0] ?? null);
  return highs
    .map((run, index) => {
      const back = steppedThrough(lows[index] ?? [], extent)
        .split("L")
        .toReversed();
      return `M${steppedThrough(run, extent)}L${back.join("L")}Z`;
    })
    .join("");
}

interface Drawn {
  readonly atMs: number;
  readonly price: number;
}

function runsOf(
  points: readonly ChartPoint[],
  priceOf: (point: ChartPoint) => number | null,
): Drawn[][] {
  const runs: Drawn[][] = [];
  let isOpen = false;
  for (const point of points) {
    const price = priceOf(point);
    if (price !== null) {
      if (!isOpen) runs.push([]);
      runs.at(-1)?.push({ atMs: point.atMs, price });
    }
    isOpen = price !== null;
  }
  return runs;
}

function steppedThrough(run: readonly Drawn[], extent: Extent): string {
  return run
    .flatMap(({ atMs, price }, index) => {
      const before = run[index - 1];
      const here = `${across(extent, atMs)} ${down(extent, price)}`;
      const isFlat = before === undefined || before.price === price;
      return isFlat ? [here] : [`${across(extent, atMs)} ${down(extent, before.price)}`, here];
    })
    .join("L");
}

const round = (value: number) => Math.round(value * 100) / 100;
