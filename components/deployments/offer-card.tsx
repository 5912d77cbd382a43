"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody } from "@/components/ui/card";
import type { Tone } from "@/components/ui/tone";
import type { OfferView } from "@/lib/prices/types";
import { price } from "./money";
import { OfferAge } from "./offer-age";

const tones = {
  available: "good",
  limited: "warn",
  unavailable: "bad",
  unknown: "neutral",
} as const satisfies Record<OfferView["availability"], Tone>;

/** The offer as it stands: what, where, for how much, and how old that price is. */
export function OfferCard({ offer }: { readonly offer: OfferView }) {
  const t = useTranslations("launch.offer");
  const common = useTranslations("common");
  const machine = [
    offer.vcpu !== null && t("vcpu", { count: offer.vcpu }),
    offer.ramGb !== null && t("ram", { gb: offer.ramGb }),
    offer.diskGb !== null && t("disk", { gb: offer.diskGb }),
  ].filter((fact) => typeof fact === "string");
  const grows = machine.length > 0 && offer.maxGpuCount > offer.gpuCount;
  const facts = [
    offer.gpuMemoryGb !== null && t("memory", { gb: offer.gpuMemoryGb }),
    grows
      ? t("withEach", { count: offer.gpuCount, machine: machine.join(" · ") })
      : machine.join(" · "),
    offer.tier,
  ].filter((fact) => fact);
  return (
    <Card aria-labelledby="offer-title">
      <CardBody className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <h2 id="offer-title" className="text-lg">
            {offer.modelName}
          </h2>
          <p className="text-muted">
            {offer.region
              ? `${offer.providerName} ${offer.region}`
              : t("anyRegion", { provider: offer.providerName })}
          </p>
          <p className="mt-2 flex flex-wrap gap-2">
            <Badge tone={offer.pricingModel === "spot" ? "spot" : "demand"}>
              {offer.pricingModel === "spot" ? t("spot") : t("onDemand")}
            </Badge>
            <Badge tone={tones[offer.availability]}>{t(offer.availability)}</Badge>
            {offer.brokeredName !== null && (
              <Badge>{t("runsAt", { cloud: offer.brokeredName })}</Badge>
            )}
          </p>
        </div>
        <div className="text-right max-sm:text-left">
          <p>
            <span className="figures text-xl leading-9">{price(offer.pricePerGpuHour)}</span>
            <span className="text-muted">{common("perGpuHour")}</span>
          </p>
          <p className="text-sm text-faint tabular-nums">
            <OfferAge offer={offer} />
          </p>
        </div>
        {facts.length > 0 && <p className="basis-full text-sm text-muted">{facts.join(" · ")}</p>}
      </CardBody>
    </Card>
  );
}
