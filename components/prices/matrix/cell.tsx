import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { MatrixCell } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";

export interface PriceCellProps {
  readonly cell: MatrixCell | undefined;
  readonly isLowest: boolean;
}

/** One GPU at one provider: price and age; the lowest of the row says so in a word and a tint. */
export function PriceCell({ cell, isLowest }: PriceCellProps) {
  const t = useTranslations("gpus");
  if (!cell) {
    return (
      <td className="px-2 text-right">
        <Price value={null} absence={t("notSold")} />
      </td>
    );
  }
  const isLive = cell.kind === "live";
  const isGone = isLive && cell.availability === "unavailable";
  return (
    <td
      className={cn(
        "h-12 px-2 text-right align-middle",
        isLowest && isLive && "bg-good-soft",
        isLive && !isGone ? "text-ink" : "text-faint",
      )}
    >
      <div className={cn("leading-5", isLowest && isLive && "font-medium text-good")}>
        <Price value={cell.pricePerGpuHour} per="nothing" />
      </div>
      <div className="flex justify-end gap-1 text-xs">
        {isLowest && isLive && <span className="font-medium text-good">{t("lowestWord")}</span>}
        {isGone && <span>{t("soldOut")}</span>}
        <PriceAge compact price={cell} className={cn(isLowest && isLive && "text-muted")} />
      </div>
    </td>
  );
}
