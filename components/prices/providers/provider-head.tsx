import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageCrumbs } from "@/components/layout/page-crumbs";
import { SiteLink } from "@/components/layout/site-link";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { ProviderCard } from "@/lib/market/types";
import { ListedOn } from "../price-age";

/** Who the provider is, how fresh its prices are, and the way there. */
export function ProviderHead({ card }: { readonly card: ProviderCard }) {
  const t = useTranslations("providerPages");
  const { name, live } = card;
  return (
    <PageHeader
      above={<PageCrumbs trail={[{ href: "/providers", name: t("title") }]} here={name} />}
      title={name}
      note={live ? <Freshness live={live} /> : t("datedOnly")}
      actions={
        live && (
          <Button asChild variant="primary">
            <a href={live.rentUrl} rel="nofollow noopener" target="_blank">
              {t("rent", { name })}
              <ExternalLink aria-hidden className="size-4" />
            </a>
          </Button>
        )
      }
    />
  );
}

function Freshness({
  live: { source, isLaunchable },
}: {
  live: NonNullable<ProviderCard["live"]>;
}) {
  const t = useTranslations("providerPages");
  const state = useTranslations("common.sourceState");
  const isWell = source.state === "ok";
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Badge tone={isWell ? "good" : "warn"}>{state(source.state)}</Badge>
      <span>
        <PricesRead source={source} />
      </span>
      <SiteLink href="/sources" className="underline">
        {t(`accessKinds.${source.access}`)}
      </SiteLink>
      {isLaunchable && <Badge tone="accent">{t("launchable")}</Badge>}
    </span>
  );
}

function PricesRead({ source }: Pick<NonNullable<ProviderCard["live"]>, "source">) {
  const t = useTranslations("providerPages");
  const { observedOn, lastSuccessAt } = source;
  if (observedOn !== null) return <ListedOn day={observedOn} />;
  if (!lastSuccessAt) return t("noSuccess");
  return (
    <>
      {t("lastSuccess")} <Age at={lastSuccessAt} ago />
    </>
  );
}
