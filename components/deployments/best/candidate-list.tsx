"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { CandidateView } from "@/lib/deployments/best/types";
import { microsFromDecimal } from "@/lib/money";
import { price } from "../money";
import { OfferAge } from "../offer-age";
import { OddsLine } from "./odds-line";

export interface CandidateListProps {
  readonly candidates: readonly CandidateView[];
  /** GPUs in the machine. */
  readonly count: number;
  readonly onLeaveOut: (offerId: string) => void;
}

/** The offers in the order in which they are tried. */
export function CandidateList({ candidates, count, onLeaveOut }: CandidateListProps) {
  const t = useTranslations("launch.best");
  return (
    <ol aria-label={t("listTitle")} className="divide-y divide-line">
      {candidates.map((candidate, index) => (
        <Candidate
          key={candidate.offer.id}
          candidate={candidate}
          rank={index + 1}
          count={count}
          onLeaveOut={onLeaveOut}
        />
      ))}
    </ol>
  );
}

interface CandidateProps extends Pick<CandidateListProps, "count" | "onLeaveOut"> {
  readonly candidate: CandidateView;
  readonly rank: number;
}

function Candidate({ candidate, rank, count, onLeaveOut }: CandidateProps) {
  const t = useTranslations("launch.best");
  const words = useTranslations("launch.offer");
  const {
    offer,
    key,
    usualStartSeconds: [from, to],
  } = candidate;
  const place = placeOfCandidate(candidate);
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-4 py-3">
      <span className="figures text-faint">{rank}</span>
      <div className="min-w-0">
        <p className="font-medium">{place}</p>
        <p className="text-sm text-muted">
          {t("what", { count, model: offer.modelName })}
          {offer.tier && ` · ${offer.tier}`}
        </p>
        <p className="mt-1 flex flex-wrap gap-2">
          {offer.pricingModel === "spot" && <Badge tone="spot">{words("spot")}</Badge>}
          {offer.availability !== "available" && (
            <Badge tone={offer.availability === "limited" ? "warn" : "neutral"}>
              {words(offer.availability)}
            </Badge>
          )}
        </p>
        <p className="mt-1 text-xs text-faint tabular-nums">
          <OfferAge offer={offer} /> · {t("usualStart", { from, to })} ·{" "}
          {t("key", { name: key.name, lastFour: key.lastFour })}
        </p>
        <OddsLine odds={candidate.odds} />
      </div>
      <div className="grid justify-items-end gap-1">
        <span className="figures font-medium">
          {t("perHour", { amount: price(candidate.totalPerHour) })}
        </span>
        {hasDisk(candidate) && (
          <span className="text-xs text-faint">
            {t("disk", { amount: price(candidate.diskPerHour) })}
          </span>
        )}
        <Button
          size="sm"
          variant="ghost"
          aria-label={t("leaveOutLong", { place })}
          onClick={() => onLeaveOut(offer.id)}
        >
          <X aria-hidden className="size-3.5" />
          {t("leaveOut")}
        </Button>
      </div>
    </li>
  );
}

function hasDisk({ diskPerHour }: CandidateView): boolean {
  return (microsFromDecimal(diskPerHour) ?? 0n) > 0n;
}

/** Provider and region. */
export function placeOfCandidate({ offer }: Pick<CandidateView, "offer">): string {
  return offer.region ? `${offer.providerName} ${offer.region}` : offer.providerName;
}
