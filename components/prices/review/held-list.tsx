"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useRefreshLive } from "@/components/console/use-live";
import { useSubmit } from "@/components/console/use-submit";
import { Age } from "@/components/ui/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ActionResult } from "@/lib/actions/types";
import type { HeldPriceView, PriceReview } from "@/lib/prices/review/types";

export interface HeldListProps extends Pick<PriceReview, "held" | "heldCount"> {
  readonly release: (input: {
    offerId: string;
    pricePerHour: string;
  }) => Promise<ActionResult<unknown>>;
}

/** Every held price with what is known of it, and one button to believe it. */
export function HeldList({ held, heldCount, release }: HeldListProps) {
  const t = useTranslations("review.held");
  if (held.length === 0) {
    return <EmptyState icon={<ShieldCheck aria-hidden />} title={t("none")} text={t("noneText")} />;
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {held.map((price) => (
          <HeldPrice key={price.offerId} price={price} release={release} />
        ))}
      </ul>
      {heldCount > held.length && (
        <p className="border-t border-line px-4 py-3 text-sm text-muted">
          {t("more", { shown: held.length, count: heldCount })}
        </p>
      )}
    </>
  );
}

interface HeldPriceProps extends Pick<HeldListProps, "release"> {
  readonly price: HeldPriceView;
}

function HeldPrice({ price, release }: HeldPriceProps) {
  const t = useTranslations("review.held");
  const refresh = useRefreshLive();
  const { pending, refusal, send } = useSubmit(release, async () => {
    await refresh();
    toast.success(t("released"));
  });
  const offer = `${price.providerName} ${price.instanceType}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)_auto] md:items-start">
      <OfferName price={price} />
      <div className="max-md:col-span-2 max-md:row-start-2">
        <Badge tone="warn">{t(`reasons.${price.reason}`)}</Badge>
        <p className="mt-1 text-sm text-muted">{t(`reasonTexts.${price.reason}`)}</p>
        {refusal && (
          <p role="alert" className="mt-1 text-sm text-bad">
            {refusal.message}
          </p>
        )}
      </div>
      <Amounts price={price} />
      <Button
        size="sm"
        className="max-md:col-start-2 max-md:row-start-1"
        pending={pending}
        aria-label={t("releaseNamed", { price: `$${price.pricePerHour}`, offer })}
        onClick={() => void send({ offerId: price.offerId, pricePerHour: price.pricePerHour })}
      >
        {t("release")}
      </Button>
    </li>
  );
}

function OfferName({ price }: Pick<HeldPriceProps, "price">) {
  const t = useTranslations("review.held");
  const common = useTranslations("common");
  const kinds = { "on-demand": "onDemand", spot: "spot", reserved: "reserved" } as const;
  const facts = [
    price.instanceType,
    t("gpus", { count: price.gpuCount }),
    price.region,
    common(kinds[price.pricingModel]),
  ].filter(Boolean);
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <p className="font-medium">
        {price.gpu} · {price.providerName}
      </p>
      <p className="text-sm text-muted">{facts.join(" · ")}</p>
      {price.sourceUrl && (
        <a
          href={price.sourceUrl}
          target="_blank"
          rel="noreferrer"
          className="inline-block py-0.5 text-sm underline decoration-line-strong underline-offset-2 hover:text-accent"
        >
          {t("source", { provider: price.providerName })}
        </a>
      )}
    </div>
  );
}

function Amounts({ price }: Pick<HeldPriceProps, "price">) {
  const t = useTranslations("review.held");
  const common = useTranslations("common");
  const amount = (dollars: string) => `$${dollars}${common("perHour")}`;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-sm max-md:col-span-2 max-md:row-start-3">
      <dt className="text-muted">{t("listed")}</dt>
      <dd>
        <span className="figures font-medium">{amount(price.pricePerHour)}</span>{" "}
        <span className="text-faint [overflow-wrap:anywhere]">({price.nativePrice})</span>
      </dd>
      <dt className="text-muted">{t("past")}</dt>
      <dd className="figures">
        {price.believedPerHour === null ? (
          <span className="text-faint">{t("neverBelieved")}</span>
        ) : (
          amount(price.believedPerHour)
        )}{" "}
        {price.believedAt && <Age at={price.believedAt} ago />}
      </dd>
      <dt className="text-muted">{t("seen")}</dt>
      <dd>
        <Age at={price.observedAt} ago />
      </dd>
    </dl>
  );
}
