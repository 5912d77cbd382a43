import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { formatPrice } from "@/lib/format/money";
import { Amount } from "./amount";

export interface PriceProps {
  /** US dollars as a decimal string; null is shown as an en dash, never as 0. */
  readonly value: string | null;
  readonly per?: "gpu-hour" | "hour" | "nothing";
  /** Why there is no price; shown on hover where `value` is null. */
  readonly absence?: string;
  readonly className?: string;
}

/** A price in fixed-width figures with its unit, in the reader's currency. */
export function Price({ value, per = "gpu-hour", absence, className }: PriceProps) {
  const t = useTranslations("common");
  if (value === null || formatPrice(value) === null) {
    return (
      <span className={cn("figures text-faint", className)} title={absence}>
        –{absence && <span className="sr-only">{absence}</span>}
      </span>
    );
  }
  const unit = { "gpu-hour": t("perGpuHour"), hour: t("perHour"), nothing: "" }[per];
  return (
    <span className={cn("whitespace-nowrap", className)}>
      <span className="figures">
        <Amount value={value} />
      </span>
      {unit && <span className="ml-0.5 text-xs font-normal text-faint">{unit}</span>}
    </span>
  );
}
