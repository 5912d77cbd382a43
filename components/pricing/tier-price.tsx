import { useTranslations } from "next-intl";
import type { PaidOffer } from "@/lib/pricing/types";
import { ByInterval } from "./by-interval";
import { useAmount } from "./use-amount";

/** What a paid tier costs either way, what a year saves, and what a further seat costs. */
export function TierPrice({ paid }: { readonly paid: PaidOffer }) {
  const t = useTranslations("pricing.price");
  const amount = useAmount();
  const { prices, yearAsMonth, yearSaves, seats, trialDays } = paid;
  const figure = (interval: "month" | "year") => (
    <>
      <p>
        <span className="figures text-xl font-semibold">{amount(prices[interval])}</span>{" "}
        <span className="text-muted">{t(`per.${interval}`)}</span>
      </p>
      <p className="text-sm text-muted">
        {interval === "month"
          ? t("yearCosts", { year: amount(prices.year), saved: amount(yearSaves) })
          : t("yearSaves", { month: amount(yearAsMonth), saved: amount(yearSaves) })}
      </p>
    </>
  );
  return (
    <div className="grid content-start gap-2">
      <ByInterval month={figure("month")} year={figure("year")} />
      {seats && (
        <ByInterval
          className="text-sm"
          month={t("seat.month", {
            included: seats.included,
            price: amount(seats.further.month),
          })}
          year={t("seat.year", { included: seats.included, price: amount(seats.further.year) })}
        />
      )}
      {trialDays !== null && paid.isSold && (
        <p className="text-sm">{t("trial", { days: trialDays })}</p>
      )}
    </div>
  );
}

/** The tier that costs nothing. */
export function FreePrice() {
  const t = useTranslations("pricing.price");
  return (
    <div>
      <p className="text-xl font-semibold">{t("free")}</p>
      <p className="text-sm text-muted">{t("noCard")}</p>
    </div>
  );
}
