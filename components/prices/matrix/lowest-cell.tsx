import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { MatrixCell } from "@/lib/prices/types";
import { Price } from "../price";

export interface LowestCellProps {
  readonly cell: MatrixCell | undefined;
  readonly provider: string;
}

/** The lowest price of a row and who asks it, also when that column is not shown. */
export function LowestCell({ cell, provider }: LowestCellProps) {
  const t = useTranslations("gpus");
  const isLive = cell?.kind === "live";
  return (
    <td className="h-12 bg-sunken/60 px-3 text-right align-middle">
      <div className={cn("leading-5", isLive ? "font-medium" : "text-muted")}>
        <Price value={cell?.pricePerGpuHour ?? null} per="nothing" absence={t("nothingToBuy")} />
      </div>
      <div className="ml-auto max-w-28 truncate text-xs text-faint">{provider}</div>
    </td>
  );
}
