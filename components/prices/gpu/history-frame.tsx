import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ChartPoint } from "./history-points";

export interface HistoryFrameProps {
  readonly points: readonly ChartPoint[];
  readonly children: ReactNode;
}

/** What stands around a drawn price history: what its colours mean, and a place of one size. */
export function HistoryFrame({ points, children }: HistoryFrameProps) {
  const t = useTranslations("gpu.history");
  const hasBand = points.some(({ demandSpan, spotSpan }) => demandSpan ?? spotSpan);
  const hasSpot = points.some(({ spot }) => spot !== null);
  return (
    <figure aria-label={t("caption")}>
      <figcaption className="mb-2 flex gap-4 text-sm">
        <Key color="bg-demand" name={t("onDemand")} />
        {hasSpot && <Key color="bg-spot" name={t("spot")} />}
        {hasBand && <span className="text-faint max-sm:hidden">{t("band")}</span>}
        <span className="ml-auto text-xs text-faint">{t("unit")}</span>
      </figcaption>
      <div className="relative h-64">{children}</div>
    </figure>
  );
}

function Key({ color, name }: { readonly color: string; readonly name: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className={`h-0.5 w-4 ${color}`} />
      {name}
    </span>
  );
}
