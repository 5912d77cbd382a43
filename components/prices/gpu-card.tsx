import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import { cn } from "@/components/ui/cn";
import { formatPrice } from "@/lib/format/money";
import type { HomeCard } from "@/lib/prices/types";
import { Price } from "./price";
import { PriceAge } from "./price-age";
import { Sparkline } from "./sparkline";

export interface GpuCardProps {
  readonly card: HomeCard;
  readonly until: string;
}

/** One GPU on the front page: a card on wide screens, a line of a watch list on phones. */
export function GpuCard({ card, until }: GpuCardProps) {
  const t = useTranslations("home.card");
  const { cheapest, spot } = card;
  const isReference = cheapest?.kind === "reference";
  return (
    <li
      className={cn(
        "relative grid grid-cols-[minmax(0,1fr)_52px_auto] items-center gap-x-3 px-4 py-2.5",
        "transition-colors hover:bg-hover/60 sm:flex sm:flex-col sm:items-stretch sm:gap-0",
        "sm:rounded-lg sm:border sm:border-line sm:bg-surface sm:p-4 sm:hover:border-line-strong",
        "sm:hover:bg-surface",
      )}
    >
      <h3 className="col-start-1 row-start-1 flex items-baseline justify-between gap-2">
        <SiteLink
          href={`/gpus/${card.modelId}`}
          className="truncate text-base after:absolute after:inset-0 after:rounded-lg sm:text-md"
        >
          {card.name}
        </SiteLink>
        <span className="whitespace-nowrap text-sm font-normal text-faint max-sm:hidden">
          {card.memoryGb === null ? "" : t("memory", { gb: card.memoryGb })}
        </span>
      </h3>
      <Price
        value={cheapest?.pricePerGpuHour ?? null}
        absence={t("noPrice")}
        className={cn(
          "col-start-3 row-start-1 text-right text-md font-medium sm:mt-2 sm:text-left sm:text-lg",
          isReference && "text-muted",
        )}
      />
      <p className="col-start-3 row-start-2 flex gap-1.5 justify-self-end text-xs sm:justify-self-start">
        {cheapest && (
          <>
            <span className="truncate text-muted">{cheapest.providerName}</span>
            <span aria-hidden className="text-faint">
              ·
            </span>
            <PriceAge price={cheapest} />
          </>
        )}
      </p>
      <Sparkline
        points={card.line}
        until={until}
        days={30}
        label={lineLabel(card, t)}
        className="col-start-2 row-span-2 row-start-1 h-7 w-full sm:mt-3 sm:h-9"
      />
      <p className="col-start-1 row-start-2 flex min-w-0 justify-between gap-x-2 text-xs text-faint sm:mt-3 sm:border-t sm:border-line sm:pt-2.5">
        <span className={cn("whitespace-nowrap", spot ? "text-spot" : "max-sm:hidden")}>
          {t("spot")}{" "}
          <Price value={spot?.pricePerGpuHour ?? null} per="nothing" absence={t("noSpot")} />
        </span>
        <span className="truncate">
          {card.memoryGb !== null && (
            <span className="sm:hidden">{t("memory", { gb: card.memoryGb })} · </span>
          )}
          {isReference ? t("referenceOnly") : t("providers", { count: card.providerCount })}
        </span>
      </p>
    </li>
  );
}

function lineLabel(card: HomeCard, t: ReturnType<typeof useTranslations<"home.card">>): string {
  const prices = card.line.flatMap((point) => point.pricePerGpuHour ?? []);
  const sorted = prices.toSorted((one, other) => Number(one) - Number(other));
  const [low, high] = [sorted.at(0), sorted.at(-1)];
  if (low === undefined || high === undefined) return t("noLine");
  return t("line", { low: formatPrice(low) ?? low, high: formatPrice(high) ?? high });
}
