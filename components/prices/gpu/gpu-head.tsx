import { useTranslations } from "next-intl";
import { launchHref } from "@/components/deployments/launch-href";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { SessionLink } from "@/components/layout/session-link";
import { SiteLink } from "@/components/layout/site-link";
import { Button } from "@/components/ui/button";
import { formatPrice } from "@/lib/format/money";
import type { GpuModel } from "@/lib/gpus/catalog";
import { comparePath } from "@/lib/gpus/compare-path";
import type { PriceVerdict } from "@/lib/history/types";
import type { GpuPage, PriceView } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";
import { VerdictLine } from "./verdict-line";

export interface GpuHeadProps {
  readonly page: GpuPage;
  readonly gpu: GpuModel;
  readonly verdict: PriceVerdict;
  /** What one compares it with first. */
  readonly rivalId: string | null;
}

/** Name, what it costs from, whether that is low, and what one can do with it. */
export function GpuHead({ page, gpu, verdict, rivalId }: GpuHeadProps) {
  const t = useTranslations("gpu");
  const { cheapest, spot } = page;
  const launchable = page.offers.find(
    (offer) => offer.isLaunchable && !offer.isPartition && offer.availability !== "unavailable",
  );
  const facts = [
    gpu.vendor,
    gpu.memoryGb === null ? null : t("memory", { gb: gpu.memoryGb, type: gpu.memoryType ?? "" }),
    gpu.architecture,
  ].filter(Boolean);
  return (
    <header>
      <PageCrumbs trail={[{ href: "/gpus", name: t("all") }]} here={page.name} />
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h1 className="text-xl tracking-tight sm:text-2xl">{page.name}</h1>
          <p className="mt-1 text-md text-muted">{facts.join(" · ")}</p>
        </div>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          {spot && <HeadPrice price={spot} word={t("spotFrom")} className="text-spot" />}
          {cheapest ? (
            <HeadPrice
              price={cheapest}
              word={cheapest.kind === "live" ? t("from") : t("last")}
              className={cheapest.kind === "live" ? "font-semibold" : "text-muted"}
            />
          ) : (
            <p className="text-muted">{t("noPrice")}</p>
          )}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        {cheapest?.kind === "live" ? <VerdictLine verdict={verdict} /> : <span />}
        <div className="flex flex-wrap gap-2">
          {rivalId && (
            <Button asChild>
              <SiteLink href={comparePath([gpu.id, rivalId])}>{t("compare")}</SiteLink>
            </Button>
          )}
          <Button asChild>
            <SessionLink href={`/dashboard/alerts?model=${gpu.id}`}>{t("alert")}</SessionLink>
          </Button>
          {launchable && (
            <Button asChild variant="primary">
              <SessionLink href={launchHref(launchable)}>
                {t("launchFrom", {
                  price: formatPrice(launchable.pricePerGpuHour) ?? launchable.pricePerGpuHour,
                  provider: launchable.providerName,
                })}
              </SessionLink>
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}

interface HeadPriceProps {
  readonly price: PriceView;
  /** Stands before the figure: "from". */
  readonly word: string;
  readonly className: string;
}

function HeadPrice({ price, word, className }: HeadPriceProps) {
  return (
    <div>
      <p className="flex items-baseline gap-2">
        <span className="text-muted">{word}</span>
        <Price value={price.pricePerGpuHour} className={`text-xl ${className}`} />
      </p>
      <p className="flex gap-1.5 text-sm">
        <span className="text-muted">{price.providerName}</span>
        <span aria-hidden className="text-faint">
          ·
        </span>
        <PriceAge price={price} ago />
      </p>
    </div>
  );
}
