import { useTranslations } from "next-intl";
import { Age } from "@/components/ui/age";
import { cn } from "@/components/ui/cn";
import { useDay } from "@/components/ui/day";

export type PriceTime =
  | {
      readonly kind: "live";
      readonly observedAt: string;
      readonly listedOn?: string;
      readonly freshness: string;
    }
  | { readonly kind: "reference"; readonly observedOn: string };

export interface PriceAgeProps {
  readonly price: PriceTime;
  readonly ago?: boolean;
  readonly compact?: boolean;
  readonly className?: string;
}

/** The age of a live price, the day of its table where no API tells it, or that of a reference price. */
export function PriceAge({ price, ago, compact, className }: PriceAgeProps) {
  const t = useTranslations("common");
  const writeDay = useDay();
  if (price.kind === "live" && price.listedOn !== undefined) {
    return <ListedOn day={price.listedOn} className={className} />;
  }
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
  const day = writeDay(price.observedOn);
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

/** "list price of 22 Aug 2026": of a price that no API tells. */
export function ListedOn({
  day,
  className,
}: {
  readonly day: string;
  readonly className?: string;
}) {
  const t = useTranslations("common");
  const writeDay = useDay();
  return (
    <time dateTime={day} className={cn("text-faint", className)}>
      {t("listPrice", { day: writeDay(day) })}
    </time>
  );
}
