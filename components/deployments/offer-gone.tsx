"use client";

import { useTranslations } from "next-intl";
import { SessionLink } from "@/components/layout/session-link";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import type { OfferView } from "@/lib/prices/types";
import { launchHref } from "./launch-href";
import { price } from "./money";

export interface OfferGoneProps {
  readonly offer: OfferView;
  readonly instead: readonly OfferView[];
  /** Still listed, but sold out: one may try. */
  readonly isSoldOut: boolean;
}

/** Says that the offer is gone or sold out, and offers the next cheapest of the same model. */
export function OfferGone({ offer, instead, isSoldOut }: OfferGoneProps) {
  const t = useTranslations("launch.gone");
  const { providerName: provider, modelName: model } = offer;
  const text = () => {
    if (isSoldOut) return t(instead.length > 0 ? "soldOut" : "soldOutNone", { provider, model });
    return t(instead.length > 0 ? "text" : "textNone", { provider, model });
  };
  return (
    <Banner tone="warn" title={isSoldOut ? t("soldOutTitle") : t("title")}>
      <p>{text()}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {instead.map((other) => (
          <Button key={other.id} asChild>
            <Link href={launchHref(other)}>
              {t("take", {
                place: other.region ? `${other.providerName} ${other.region}` : other.providerName,
                amount: price(other.pricePerGpuHour),
              })}
            </Link>
          </Button>
        ))}
        <Button asChild variant={instead.length > 0 ? "ghost" : "secondary"}>
          <SessionLink href={offer.modelId ? `/gpus/${offer.modelId}` : "/gpus"}>
            {t("browse")}
          </SessionLink>
        </Button>
      </div>
    </Banner>
  );
}
