import { useTranslations } from "next-intl";
import { SiteLink } from "@/components/layout/site-link";
import type { TierOffer } from "@/lib/pricing/types";
import { useAmount } from "./use-amount";

/** The tiers on the front page: name, price, for whom. */
export function PriceTeaser({ offers }: { readonly offers: readonly TierOffer[] }) {
  const t = useTranslations("pricing");
  const tiers = useTranslations("tiers.names");
  const amount = useAmount();
  return (
    <section aria-labelledby="pricing" className="page pt-14">
      <h2 id="pricing" className="text-xl tracking-tight">
        {t("teaser.title")}
      </h2>
      <p className="mt-1 max-w-prose text-muted">{t("teaser.note")}</p>
      <div className="mt-6 grid border-y border-line md:grid-cols-3 md:divide-x md:divide-line">
        {offers.map(({ tier, paid }) => (
          <div
            key={tier}
            className="py-5 max-md:border-t max-md:border-line max-md:first:border-t-0 md:px-6 md:py-6 md:first:pl-0 md:last:pr-0"
          >
            <h3 className="text-md">{tiers(tier)}</h3>
            <p className="mt-1">
              {paid
                ? t("teaser.price", {
                    month: amount(paid.prices.month),
                    year: amount(paid.prices.year),
                  })
                : t("teaser.free")}
            </p>
            <p className="mt-2 text-pretty text-muted">{t(`tiers.${tier}.for`)}</p>
            {paid && !paid.isSold && (
              <p className="mt-2 text-sm text-muted">{t("teaser.waiting")}</p>
            )}
          </div>
        ))}
      </div>
      <SiteLink
        href="/pricing"
        className="mt-5 inline-block py-1 font-medium text-accent hover:underline"
      >
        {t("teaser.link")}
      </SiteLink>
    </section>
  );
}
