"use client";

import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { ServerClock } from "@/components/console/server-clock";
import { SLOW_MS, useLive } from "@/components/console/use-live";
import { useMay } from "@/components/console/use-may";
import { SessionLink } from "@/components/layout/session-link";
import { TemplateChoice } from "@/components/templates/template-choice";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Link } from "@/lib/i18n/navigation";
import { findProviderMeta, launchableMetas } from "@/lib/providers/meta";
import type { Beginning } from "@/lib/templates/schema";
import { starters } from "@/lib/templates/starters";
import type { TemplateList } from "@/lib/templates/types";
import { BestForm, type BestFormProps } from "./best/best-form";
import { ListSkeleton } from "./deployments-page";
import { isGone, type LaunchData } from "./launch-data";
import { LaunchForm, type LaunchFormProps } from "./launch-form";
import { OfferCard } from "./offer-card";
import { OfferGone } from "./offer-gone";

export interface LaunchPageProps
  extends Pick<LaunchFormProps, "launch" | "addKey" | "readyKeys" | "seenPrice">,
    Omit<BestFormProps, "start"> {
  /** The template to begin with; null: none was chosen. */
  readonly templateId: string | null;
  /** Null: nobody chose one yet. */
  readonly offerId: string | null;
}

/** From an offer to a machine on one page, for whoever may launch. */
export function LaunchPage(props: LaunchPageProps) {
  const t = useTranslations("launch");
  if (useMay("deployments.write")) return <OpenLaunch {...props} />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} />
      <Banner tone="info">{t("lookingOnly")}</Banner>
    </div>
  );
}

/** The price is read again while the page is open. */
function OpenLaunch({ offerId, templateId, sold, launchBest, ...props }: LaunchPageProps) {
  const t = useTranslations("launch");
  const templates = useLive<TemplateList>("templates");
  const list = templates.data;
  const start = startFrom(list, templateId);
  const isReady = templateId === null || list !== undefined;
  const hrefWith = (id: string | null) => addressOf({ offerId, price: props.seenPrice, id });
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={t("title")}
        note={offerId === null ? t("best.note") : undefined}
        actions={
          <Button asChild>
            {offerId === null ? (
              <SessionLink href="/gpus">{t("best.fromOffer")}</SessionLink>
            ) : (
              <Link href="/dashboard/deployments/new">{t("best.instead")}</Link>
            )}
          </Button>
        }
      />
      <TemplateChoice list={list} templateId={start?.id ?? null} hrefWith={hrefWith} />
      {list && templateId !== null && start === null && !list.isLocked && (
        <Banner tone="warn">{t("templateGone")}</Banner>
      )}
      {!isReady && templates.trouble === null && <ListSkeleton />}
      {!isReady && <LiveNotice live={templates} />}
      {isReady && offerId === null && (
        <BestForm key={start?.id} start={start} sold={sold} launchBest={launchBest} />
      )}
      {isReady && offerId !== null && (
        <OpenOffer key={start?.id} offerId={offerId} start={start} {...props} />
      )}
    </div>
  );
}

function startFrom(list: TemplateList | undefined, id: string | null): Beginning | null {
  if (!list || list.isLocked || id === null) return null;
  return [...list.templates, ...starters].find((one) => one.id === id) ?? null;
}

interface Address {
  readonly offerId: string | null;
  readonly price: string | null;
  readonly id: string | null;
}

function addressOf({ offerId, price, id }: Address): string {
  const params = new URLSearchParams({
    ...(offerId !== null && { offer: offerId }),
    ...(price !== null && { price }),
    ...(id !== null && { template: id }),
  });
  return `/dashboard/deployments/new?${params}`;
}

type OpenOfferProps = Omit<LaunchPageProps, keyof BestFormProps | "templateId"> & {
  readonly offerId: string;
  readonly start: Beginning | null;
};

function OpenOffer({ offerId, ...props }: OpenOfferProps) {
  const t = useTranslations("launch");
  const live = useLive<LaunchData>(`launch?offer=${encodeURIComponent(offerId)}`, {
    restMs: SLOW_MS,
  });
  if (!live.data) return live.trouble === null ? <ListSkeleton /> : <LiveNotice live={live} />;
  const { offer } = live.data;
  if (!offer) return <ChooseFirst title={t("gone.title")} text={t("gone.unknown")} />;
  const meta = findProviderMeta(offer.providerId);
  const isSoldOut = offer.availability === "unavailable";
  return (
    <ServerClock live={live}>
      <LiveNotice live={live} />
      <OfferCard offer={offer} />
      {(isGone(offer) || isSoldOut) && (
        <OfferGone
          offer={offer}
          instead={live.data.instead}
          isSoldOut={isSoldOut && !isGone(offer)}
        />
      )}
      {!isGone(offer) && !isSoldOut && meta?.capabilities && offer.isLaunchable && (
        <LaunchForm
          key={offer.id}
          {...props}
          data={live.data}
          offer={offer}
          meta={meta}
          capabilities={meta.capabilities}
        />
      )}
      {!isGone(offer) && !offer.isLaunchable && <CannotLaunch provider={offer.providerName} />}
    </ServerClock>
  );
}

function CannotLaunch({ provider }: { readonly provider: string }) {
  const t = useTranslations("launch.cannot");
  return (
    <Banner tone="info" title={t("title", { provider })}>
      {t("text", { providers: launchableMetas.map(({ name }) => name).join(", ") })}
    </Banner>
  );
}

function ChooseFirst({ title, text }: { readonly title: string; readonly text: string }) {
  const t = useTranslations("launch");
  return (
    <Card>
      <EmptyState
        title={title}
        text={text}
        action={
          <Button asChild variant="primary">
            <SessionLink href="/gpus">{t("browse")}</SessionLink>
          </Button>
        }
      />
    </Card>
  );
}
