import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { launchHref } from "@/components/deployments/launch-href";
import { SessionLink } from "@/components/layout/session-link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Cell, Row } from "@/components/ui/table";
import type { OfferView } from "@/lib/prices/types";
import { Price } from "../price";
import { PriceAge } from "../price-age";

export interface OfferRowProps {
  readonly offer: OfferView;
  readonly isLowest: boolean;
}

export function OfferRow({ offer, isLowest }: OfferRowProps) {
  const t = useTranslations("gpu.offers");
  const common = useTranslations("common");
  const isGone = offer.availability === "unavailable";
  const region = offer.region ?? t("anyRegion");
  return (
    <Row className={cn("align-top", isLowest && "bg-good-soft hover:bg-good-soft")}>
      <Cell className="w-full max-w-0 py-2 sm:min-w-52">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium">{offer.providerName}</span>
          {isLowest && <Badge tone="good">{t("lowest")}</Badge>}
          {offer.pricingModel === "spot" && <Badge tone="spot">{common("spot")}</Badge>}
          {offer.pricingModel === "reserved" && <Badge>{t("reserved")}</Badge>}
          {offer.isPartition && <Badge>{t("partition")}</Badge>}
          {offer.brokeredName !== null && (
            <Badge>
              {t("brokered", { broker: offer.providerName, cloud: offer.brokeredName })}
            </Badge>
          )}
        </div>
        <div
          className="text-xs text-faint [overflow-wrap:anywhere] sm:truncate"
          title={offer.instanceType}
        >
          {[offer.instanceType, offer.tier].filter(Boolean).join(" · ")}
        </div>
        <div className="text-xs text-faint md:hidden">
          {region} · {t("gpuCount", { count: offer.gpuCount })}
        </div>
      </Cell>
      <Cell className="whitespace-nowrap py-2 max-md:hidden">
        <div>{region}</div>
        <Availability availability={offer.availability} />
      </Cell>
      <Cell className="whitespace-nowrap py-2 text-muted max-lg:hidden">
        <Machine offer={offer} />
      </Cell>
      <Cell numeric className="py-2 max-sm:hidden">
        {offer.maxGpuCount > offer.gpuCount
          ? `${offer.gpuCount}–${offer.maxGpuCount}`
          : offer.gpuCount}
      </Cell>
      <Cell numeric className="py-2 max-sm:px-1">
        <Price
          value={offer.pricePerGpuHour}
          per="nothing"
          className={cn("text-md", isGone ? "text-faint" : "font-medium")}
        />
        <div className="font-sans text-xs">
          <PriceAge compact price={offer} />
        </div>
      </Cell>
      <Cell numeric className="py-2 text-muted max-sm:hidden">
        <Price value={offer.pricePerHour} per="hour" />
      </Cell>
      <Cell className="whitespace-nowrap py-2 text-right max-sm:pl-1">
        <VisitLink offer={offer} region={region} isShort={offer.isLaunchable && !isGone} />
        {offer.isLaunchable && !isGone && (
          <Button asChild size="sm" variant={isLowest ? "primary" : "secondary"}>
            <SessionLink
              href={launchHref(offer)}
              aria-label={t("launchAt", { provider: offer.providerName, region })}
            >
              {t("launch")}
            </SessionLink>
          </Button>
        )}
        {isGone && (
          <span className="text-sm text-faint md:hidden">{t("availability.unavailable")}</span>
        )}
      </Cell>
    </Row>
  );
}

interface VisitLinkProps {
  readonly offer: OfferView;
  readonly region: string;
  /** The arrow alone, beside a button that matters more. */
  readonly isShort: boolean;
}

/** To the provider's own page; counted, never followed by search engines. */
function VisitLink({ offer, region, isShort }: VisitLinkProps) {
  const t = useTranslations("gpu.offers");
  const name = t("visitAt", { provider: offer.providerName, region });
  return (
    <Button
      asChild
      size="sm"
      variant="ghost"
      className={isShort ? "mr-0.5 px-1.5" : "max-sm:px-1.5"}
    >
      <SessionLink
        href={`/go/${offer.id}`}
        rel="nofollow noopener"
        target="_blank"
        title={name}
        aria-label={name}
      >
        {!isShort && t("visit")}
        <ExternalLink aria-hidden className="size-3.5" />
      </SessionLink>
    </Button>
  );
}

function Availability({ availability }: Pick<OfferView, "availability">) {
  const t = useTranslations("gpu.offers.availability");
  const colors = {
    available: "text-good",
    limited: "text-warn",
    unavailable: "text-faint",
    unknown: "text-faint",
  };
  return <div className={cn("text-xs", colors[availability])}>{t(availability)}</div>;
}

function Machine({ offer }: { readonly offer: OfferView }) {
  const t = useTranslations("gpu.offers");
  const parts = [
    offer.vcpu === null ? null : t("vcpu", { count: offer.vcpu }),
    offer.ramGb === null ? null : t("ram", { gb: Math.round(offer.ramGb) }),
    offer.diskGb === null ? null : t("disk", { gb: Math.round(offer.diskGb) }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? <span className="text-faint">–</span> : parts.join(" · ");
}
