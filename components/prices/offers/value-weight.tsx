import { useTranslations } from "next-intl";
import type { OfferAddress } from "./use-offer-query";

/** How much speed counts against memory in the value of an offer. */
export function ValueWeight({ address }: { readonly address: OfferAddress }) {
  const t = useTranslations("gpus.offers.weight");
  const speed = Math.round(address.query.weight * 100);
  return (
    <label className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      {t("title")}
      <input
        type="range"
        min={0}
        max={100}
        step={10}
        value={speed}
        aria-valuetext={t("told", { speed, memory: 100 - speed })}
        onChange={(event) => address.change({ weight: Number(event.target.value) / 100 })}
        className="w-40 accent-accent"
      />
      <span className="figures">{t("told", { speed, memory: 100 - speed })}</span>
      <span className="basis-full text-xs text-faint">{t("method")}</span>
    </label>
  );
}
