import { useTranslations } from "next-intl";
import { launchHref } from "@/components/deployments/launch-href";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import type { GpuModel } from "@/lib/gpus/catalog";
import type { GpuPage, PriceView } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";

export interface GpuHeadProps {
  readonly page: GpuPage;
  readonly gpu: GpuModel;
}

/** Name, what it costs from, and the button to launch the cheapest. */
export function GpuHead({ page, gpu }: GpuHeadProps) {
  const t = useTranslations("gpu");
  const { cheapest, spot } = page;
  const canLaunch = cheapest?.kind === "live" && cheapest.isLaunchable;
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
          {canLaunch && (
            <Button asChild variant="primary" size="lg">
              <SessionLink
                href={launchHref({
                  id: cheapest.offerId,
                  pricePerGpuHour: cheapest.pricePerGpuHour,
                })}
              >
                {t("launch")}
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
