import { useTranslations } from "next-intl";
import { launchHref } from "@/components/deployments/launch-href";
import { SessionLink } from "@/components/layout/session-link";
import { SiteLink } from "@/components/layout/site-link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { OfferRow } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";
import { unitPrice } from "./unit-price";
import type { Unit } from "./use-offer-query";

export interface OfferItemProps {
  readonly row: OfferRow;
  readonly unit: Unit;
}

/** One offer: what, where, from whom, for how much, how old, and the ways on. */
export function OfferItem({ row, unit }: OfferItemProps) {
  const t = useTranslations("gpus.offers");
  const isGone = row.kind === "live" && row.availability === "unavailable";
  return (
    <li
      className={cn(
        "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2.5",
        "sm:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_9rem_auto] hover:bg-hover/60",
        row.kind === "reference" && "text-muted",
      )}
    >
      <div className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          <Name row={row} />
          <Marks row={row} />
        </span>
        <span className="block truncate text-xs text-faint" title={row.instanceType ?? undefined}>
          {[t("gpus", { count: row.gpuCount }), row.instanceType].filter(Boolean).join(" · ")}
        </span>
      </div>
      <div className="min-w-0 text-sm max-sm:col-start-1 max-sm:row-start-2">
        <span className="block truncate">{row.providerName}</span>
        <span className="block truncate text-xs text-faint">
          <Place row={row} />
        </span>
      </div>
      <div className="text-right max-sm:col-start-2 max-sm:row-start-1">
        <Price
          value={unitPrice(row, unit)}
          per="nothing"
          absence={t("noSpec")}
          className={cn("text-md", isGone ? "text-faint" : "font-medium")}
        />
        <span className="block text-xs">
          <PriceAge compact price={row} />
        </span>
      </div>
      <Ways row={row} isGone={isGone} />
    </li>
  );
}

function Name({ row }: Pick<OfferItemProps, "row">) {
  if (row.modelId === null) return <span className="font-medium">{row.modelName}</span>;
  return (
    <SiteLink href={`/gpus/${row.modelId}`} className="font-medium hover:text-accent">
      {row.modelName}
    </SiteLink>
  );
}

function Marks({ row }: Pick<OfferItemProps, "row">) {
  const t = useTranslations("gpus.offers");
  const models = useTranslations("gpus.offers.pricing");
  return (
    <>
      {row.pricingModel !== "on-demand" && (
        <Badge tone={row.pricingModel === "spot" ? "spot" : "neutral"}>
          {models(row.pricingModel)}
        </Badge>
      )}
      {row.isPartition && <Badge>{t("slice")}</Badge>}
      {row.kind === "live" && row.brokeredName !== null && (
        <Badge>{t("runsAt", { cloud: row.brokeredName })}</Badge>
      )}
      {row.value !== null && <Badge>{t("value", { value: row.value })}</Badge>}
    </>
  );
}

function Place({ row }: Pick<OfferItemProps, "row">) {
  const t = useTranslations("gpus.offers");
  const stock = useTranslations("gpus.offers.availability");
  const place = row.region ?? t("anyRegion");
  if (row.kind === "reference") return <>{`${place} · ${t("reference")}`}</>;
  return <>{[place, row.tier, stock(row.availability)].filter(Boolean).join(" · ")}</>;
}

function Ways({ row, isGone }: { readonly row: OfferRow; readonly isGone: boolean }) {
  const t = useTranslations("gpus.offers");
  if (row.kind === "reference") return <span className="max-sm:hidden" />;
  const named = { gpu: row.modelName, provider: row.providerName };
  return (
    <div className="flex justify-end gap-1.5 max-sm:col-start-2 max-sm:row-start-2 sm:w-44">
      <Button asChild size="sm" variant="ghost">
        <a href={`/go/${row.id}`} rel="nofollow" aria-label={t("goTo", named)}>
          {t("go")}
        </a>
      </Button>
      {row.isLaunchable && !isGone && (
        <Button asChild size="sm">
          <SessionLink href={launchHref(row)} aria-label={t("launchAt", named)}>
            {t("launch")}
          </SessionLink>
        </Button>
      )}
    </div>
  );
}
