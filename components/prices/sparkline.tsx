import { cn } from "@/components/ui/cn";

export interface SparklineProps {
  /** A price holds until the next point. */
  readonly points: readonly { readonly at: string; readonly pricePerGpuHour: string | null }[];
  readonly until: string;
  readonly days: number;
  /** What the line says, in words. */
  readonly label: string;
  readonly className?: string;
}

const WIDTH = 120;
const HEIGHT = 32;
const PAD = 3;
const DAY_MS = 86_400_000;

/** A small line of prices in steps, over a fixed number of days that end at `until`. */
export function Sparkline({ points, until, days, label, className }: SparklineProps) {
  const endMs = Date.parse(until);
  const path = stepPath(points, endMs - days * DAY_MS, endMs);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={cn("overflow-visible", className)}
    >
      <path
        d={unknownPath(path)}
        fill="none"
        stroke="var(--line-strong)"
        strokeDasharray="2 3"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={path}
        fill="none"
        stroke="var(--demand)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={endPath(path)}
        stroke="var(--demand)"
        strokeWidth="5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** The time before the first known price, at its height. */
function unknownPath(path: string): string {
  const [, x = WIDTH, y = HEIGHT / 2] = /^M([\d.]+) ([\d.]+)/.exec(path) ?? [];
  return `M0 ${y}H${x}`;
}

/** A dot where the line ends, if there is one. */
function endPath(path: string): string {
  const heights = path.match(/(?<=[MV][\d. ]*)[\d.]+(?=H)/g);
  const ends = path.match(/(?<=H)[\d.]+/g);
  return ends && heights ? `M${ends.at(-1)} ${heights.at(-1)}h0` : "";
}

/** The path of a step line; a gap where no price was known. */
export function stepPath(points: SparklineProps["points"], startMs: number, endMs: number): string {
  const known = points.flatMap((point) =>
    point.pricePerGpuHour === null ? [] : [Number(point.pricePerGpuHour)],
  );
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const x = (ms: number) =>
    (((Math.max(ms, startMs) - startMs) / (endMs - startMs)) * WIDTH).toFixed(1);
  const y = (price: number) =>
    (span === 0 ? HEIGHT / 2 : PAD + (1 - (price - low) / span) * (HEIGHT - 2 * PAD)).toFixed(1);
  let path = "";
  let isOpen = false;
  points.forEach((point, index) => {
    const fromMs = Date.parse(point.at);
    const toMs = Date.parse(points[index + 1]?.at ?? new Date(endMs).toISOString());
    if (point.pricePerGpuHour === null || toMs <= startMs) {
      isOpen = false;
      return;
    }
    const height = y(Number(point.pricePerGpuHour));
    path += isOpen ? `V${height}H${x(toMs)}` : `M${x(fromMs)} ${height}H${x(toMs)}`;
    isOpen = true;
  });
  return path;
}
