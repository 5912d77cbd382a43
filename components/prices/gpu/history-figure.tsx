import { useLocale, useTranslations } from "next-intl";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { type HistoryChartProps, sayAxisPrice, sayMoment, topOf } from "./history-axis";
import { HistoryFrame } from "./history-frame";
import { across, bandPath, down, type Extent, priceTicks, stepPath } from "./history-lines";

const MOMENTS = [0, 1 / 3, 2 / 3, 1] as const;
const lines = [
  { line: "demand", color: "var(--demand)" },
  { line: "spot", color: "var(--spot)" },
] as const;

/**
 * A price history drawn without a script, as the page arrives; `HistoryChart` takes its place when
 * somebody turns to it.
 */
export function HistoryFigure(props: HistoryChartProps) {
  const { points } = props;
  const ticks = priceTicks(topOf(points));
  const extent = {
    fromMs: points[0]?.atMs ?? 0,
    toMs: points.at(-1)?.atMs ?? 0,
    top: ticks.at(-1) ?? 1,
  };
  return (
    <HistoryFrame points={points}>
      <div aria-hidden className="absolute top-2 right-2 bottom-[30px] left-[58px]">
        <Drawing {...props} extent={extent} ticks={ticks} />
        <Moments {...props} extent={extent} />
      </div>
    </HistoryFrame>
  );
}

interface PartProps extends HistoryChartProps {
  readonly extent: Extent;
}

function Drawing({ points, extent, ticks }: PartProps & { readonly ticks: readonly number[] }) {
  return (
    <>
      <svg
        aria-hidden
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="size-full overflow-visible"
      >
        {ticks.map((price) => (
          <Stroke
            key={price}
            d={`M0 ${down(extent, price)}H100`}
            color={price === 0 ? "var(--line-strong)" : "var(--line)"}
            width={1}
          />
        ))}
        {lines.map(({ line, color }) => (
          <g key={line}>
            <path d={bandPath(points, line, extent)} fill={color} fillOpacity={0.16} />
            <Stroke d={stepPath(points, line, extent)} color={color} width={1.75} />
          </g>
        ))}
      </svg>
      {lines.map(({ line, color }) => (
        <LastDot key={line} price={points.at(-1)?.[line] ?? null} color={color} extent={extent} />
      ))}
      {ticks.map((price) => (
        <span
          key={price}
          className="absolute right-full mr-2 -translate-y-1/2 text-xs text-faint"
          style={{ top: `${down(extent, price)}%` }}
        >
          {sayAxisPrice(price, extent.top)}
        </span>
      ))}
    </>
  );
}

interface StrokeProps {
  readonly d: string;
  readonly color: string;
  readonly width: number;
}

/** A line as thin as it says however far the drawing is stretched. */
function Stroke({ d, color, width }: StrokeProps) {
  return (
    <path d={d} fill="none" stroke={color} strokeWidth={width} vectorEffect="non-scaling-stroke" />
  );
}

interface LastDotProps {
  readonly price: number | null;
  readonly color: string;
  readonly extent: Extent;
}

/** The newest price, so that a line that has just begun is seen. */
function LastDot({ price, color, extent }: LastDotProps) {
  if (price === null) return null;
  return (
    <span
      className="absolute left-full size-1.5 -translate-x-1/2 -translate-y-1/2 rounded-full"
      style={{ top: `${down(extent, price)}%`, background: color }}
    />
  );
}

/** What the axis of time says, and where live prices begin. */
function Moments({ extent, liveFromMs, hasTimes }: PartProps) {
  const t = useTranslations("gpu.history");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const length = extent.toMs - extent.fromMs;
  return (
    <>
      {liveFromMs !== null && (
        <span
          className="absolute inset-y-0 border-l border-dashed border-line-strong"
          style={{ left: `${across(extent, liveFromMs)}%` }}
        >
          <span className="absolute top-1 right-1.5 whitespace-nowrap text-xs text-faint">
            {t("liveFrom")}
          </span>
        </span>
      )}
      {(length > 0 ? MOMENTS : MOMENTS.slice(0, 1)).map((part) => (
        <span
          key={part}
          className={`absolute top-full mt-1.5 whitespace-nowrap text-xs text-faint ${placeOf(part)}`}
          style={{ left: `${part * 100}%` }}
        >
          {sayMoment(extent.fromMs + length * part, hasTimes, locale)}
        </span>
      ))}
    </>
  );
}

/** Words at the ends stay inside; those between give way on a narrow screen. */
function placeOf(part: number): string {
  if (part === 0) return "";
  return part === 1 ? "-translate-x-full" : "-translate-x-1/2 max-sm:hidden";
}
