import { useLocale, useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { cn } from "@/components/ui/cn";
import { formatDay } from "@/lib/format/dates";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";

export type PriceTime =
  | { readonly kind: "live"; readonly observedAt: string; readonly freshness: string }
  | { readonly kind: "reference"; readonly observedOn: string };

export interface PriceAgeProps {
  readonly price: PriceTime;
  readonly ago?: boolean;
  readonly compact?: boolean;
  readonly className?: string;
}

/** The age of a live price, or the date of a reference price. */
export function PriceAge({ price, ago, compact, className }: PriceAgeProps) {
  const t = useTranslations("common");
  const wanted = useLocale();
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  if (price.kind === "live") {
    return (
      <Age
        at={price.observedAt}
        stale={price.freshness !== "fresh"}
        ago={ago}
        compact={compact}
        className={className}
      />
    );
  }
  const day = formatDay(price.observedOn, locale);
  return (
    <time
      dateTime={price.observedOn}
      title={t("referencePrice", { day })}
      className={cn("whitespace-nowrap text-faint", className)}
    >
      {day}
    </time>
  );
}
