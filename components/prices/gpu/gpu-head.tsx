import { useTranslations } from "next-intl";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { SessionLink } from "@/components/layout/session-link";
import { Button } from "@/components/ui/button";
import type { GpuModel } from "@/lib/gpus/catalog";
import type { GpuPage } from "@/lib/prices/types";
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
          {spot && (
            <div>
              <p className="text-xs text-spot">{t("spotFrom", { provider: spot.providerName })}</p>
              <Price value={spot.pricePerGpuHour} className="text-lg" />
            </div>
          )}
          <div>
            <p className="flex gap-1.5 text-xs text-muted">
              {cheapest?.kind === "live" && t("from", { provider: cheapest.providerName })}
              {cheapest?.kind === "reference" && t("last", { provider: cheapest.providerName })}
              {!cheapest && t("noPrice")}
              {cheapest && <PriceAge price={cheapest} ago />}
            </p>
            <Price
              value={cheapest?.pricePerGpuHour ?? null}
              absence={t("noPrice")}
              className={
                cheapest?.kind === "reference" ? "text-xl text-muted" : "text-xl font-semibold"
              }
            />
          </div>
          {canLaunch && (
            <Button asChild variant="primary" size="lg">
              <SessionLink href={`/dashboard/deployments/new?offer=${cheapest.offerId}`}>
                {t("launch")}
              </SessionLink>
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}
