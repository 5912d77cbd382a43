"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { HeadCell, Table } from "@/components/ui/table";
import type { OfferView } from "@/lib/prices/types";
import { OfferRow } from "./offer-row";

const FIRST_ROWS = 15;
const kinds = ["all", "on-demand", "spot"] as const;

export interface OffersTableProps {
  readonly caption: string;
  /** Cheapest first. */
  readonly offers: readonly OfferView[];
  /** The one that carries the word "lowest". */
  readonly lowestId: string | null;
}

/** Live offers of a GPU, each with its age and, where we can, a way to launch it. */
export function OffersTable({ caption, offers, lowestId }: OffersTableProps) {
  const t = useTranslations("gpu.offers");
  const [kind, setKind] = useState<(typeof kinds)[number]>("all");
  const [isWhole, setWhole] = useState(false);
  const left = offers.filter((offer) => kind === "all" || offer.pricingModel === kind);
  const shown = isWhole ? left : firstRows(left);
  if (offers.length === 0) return <EmptyState title={t("none")} text={t("noneText")} />;
  return (
    <>
      {offers.some((offer) => offer.pricingModel === "spot") && (
        <div className="flex gap-1 px-4 pt-3">
          {kinds.map((each) => (
            <Button
              key={each}
              size="sm"
              variant={each === kind ? "secondary" : "ghost"}
              aria-pressed={each === kind}
              onClick={() => setKind(each)}
            >
              {t(`kinds.${each}`)}
            </Button>
          ))}
        </div>
      )}
      <Table caption={caption}>
        <thead>
          <tr>
            <HeadCell>{t("provider")}</HeadCell>
            <HeadCell className="max-md:hidden">{t("region")}</HeadCell>
            <HeadCell className="max-lg:hidden">{t("machine")}</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              {t("gpus")}
            </HeadCell>
            <HeadCell numeric>{t("price")}</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              {t("total")}
            </HeadCell>
            <HeadCell>
              <span className="sr-only">{t("launch")}</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map((offer) => (
            <OfferRow key={offer.id} offer={offer} isLowest={offer.id === lowestId} />
          ))}
        </tbody>
      </Table>
      {left.length === 0 && <Badge className="m-4">{t("noneOfKind")}</Badge>}
      {left.length > shown.length && (
        <div className="border-t border-line p-2 text-center">
          <Button variant="ghost" size="sm" onClick={() => setWhole(true)}>
            {t("showAll", { count: left.length })}
          </Button>
        </div>
      )}
    </>
  );
}

/** The first rows, and of each provider that can be launched at the first that can. */
function firstRows(offers: readonly OfferView[]): readonly OfferView[] {
  const launchable = offers.filter(
    ({ isLaunchable, availability }) => isLaunchable && availability !== "unavailable",
  );
  const firsts = new Map(launchable.toReversed().map((offer) => [offer.providerId, offer]));
  const kept = new Set(firsts.values());
  return offers.filter((offer, at) => at < FIRST_ROWS || kept.has(offer));
}
