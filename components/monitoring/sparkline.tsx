const WIDTH = 72;
const HEIGHT = 20;

export interface SparklineProps {
  /** The newest last; null: nothing was measured, and the line has a gap. */
  readonly values: readonly (number | null)[];
  /** The value at the top. */
  readonly max: number;
  /** What it shows, for reading aloud. */
  readonly label: string;
}

/** A small line of what was measured of late. */
export function Sparkline({ values, max, label }: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className="inline-block overflow-visible align-middle text-accent"
    >
      <title>{label}</title>
      <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-line" />
      <path
        d={pathOf(values, max)}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Lines through neighbours; a value alone is a dot. Pure. */
export function pathOf(values: readonly (number | null)[], max: number): string {
  const stepPx = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  const parts = values.map((value, index) => {
    if (value === null) return "";
    const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
    const place = `${tenth(index * stepPx)} ${tenth(HEIGHT - share * HEIGHT)}`;
    const isAfter = (values[index - 1] ?? null) !== null;
    const isBefore = (values[index + 1] ?? null) !== null;
    if (isAfter) return `L${place}`;
    return isBefore ? `M${place}` : `M${place}h0.01`;
  });
  return parts.join("");
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
