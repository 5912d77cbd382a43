import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type OfferQuery, offerQuery } from "@/lib/prices/schema";
import type { OfferSearch } from "@/lib/prices/types";
import type { OfferAddress } from "./use-offer-query";

export interface NoOffersProps {
  readonly search: OfferSearch;
  readonly address: OfferAddress;
}

/** Nothing fits: says which filter to drop and how many offers that brings. */
export function NoOffers({ search, address }: NoOffersProps) {
  const t = useTranslations("gpus.offers");
  const { query, change, clear } = address;
  const without = (filter: string): Partial<OfferQuery> => {
    const standard: Partial<Record<string, unknown>> = offerQuery.parse({});
    return { [filter]: standard[filter] };
  };
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t("none")}
      text={
        <>
          {query.q !== "" && <span className="block">{t("notUnderstood", { q: query.q })}</span>}
          {search.loosen.length > 0 ? t("loosen") : t("loosenNone")}
        </>
      }
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {search.loosen
            .filter(({ filter }) => t.has(`without.${filter}`))
            .map(({ filter, total }) => (
              <Button key={filter} onClick={() => change(without(filter))}>
                {t(`without.${filter}`, { count: total, q: query.q })}
              </Button>
            ))}
          <Button variant="ghost" onClick={clear}>
            {t("chosen.clear")}
          </Button>
        </div>
      }
    />
  );
}
